package plotty.http;

import java.nio.file.Path;
import plotty.access.Guard;

/** What every connection of a server shares. */
record Service(
        Router router,
        Guard guard,
        Audit audit,
        Hosts hosts,
        Proxies proxies,
        Limits limits,
        Path incoming,
        ContentTags tags,
        Connections connections,
        SharedFrames frames) {}
