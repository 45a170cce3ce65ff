"""Tell: the dossier, its charts, and a server for the run store."""

from steelyard.tell.dossier import dossier

__all__ = ["dossier"]
