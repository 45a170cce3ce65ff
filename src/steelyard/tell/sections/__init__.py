"""Sections of the dossier: one short module each, each returning a fragment."""
