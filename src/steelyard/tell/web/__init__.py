"""The workbench: casebooks, runs and jobs in a browser, served from this machine."""
