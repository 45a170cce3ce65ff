"""Pages, one short module a subject."""

from steelyard.tell.web.routes import (
    about,
    casebook,
    change,
    claims,
    compare,
    explore,
    exports,
    home,
    jobs,
    law,
    runs,
    tables,
    upload,
)

ROUTERS = (
    home.router,
    upload.router,
    change.router,
    claims.router,
    law.router,
    tables.router,
    casebook.router,
    jobs.router,
    compare.router,
    exports.router,
    explore.router,
    runs.router,
    about.router,
)

__all__ = ["ROUTERS"]
