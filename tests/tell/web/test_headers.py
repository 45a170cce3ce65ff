"""Headers of every answer."""

from __future__ import annotations

from pathlib import Path

from steelyard.tell.web.headers import PLAIN, dossier_policy


def test_a_dossier_keeps_its_own_policy(tiny_page: Path) -> None:
    """The header allows the scripts that the page itself names, by hash."""
    policy = dossier_policy(tiny_page.read_text())
    assert policy.count("'sha256-") == 2
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert policy.endswith("frame-ancestors 'none'")


def test_a_policy_that_we_did_not_write_counts_for_nothing() -> None:
    """A file with another policy, or none, runs no script."""
    head = '<meta http-equiv="Content-Security-Policy" content="{}">'
    for other in ("script-src *", "default-src 'none'; script-src 'unsafe-inline'"):
        assert dossier_policy(head.format(other)) == PLAIN
    assert dossier_policy("<html>") == PLAIN
