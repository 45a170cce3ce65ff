"""Tell: the dossier, its charts, and a server for the run store."""
