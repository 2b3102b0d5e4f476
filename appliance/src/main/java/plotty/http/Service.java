package plotty.http;

import java.nio.file.Path;
import plotty.access.Access;

/** What every connection of a server shares. */
record Service(
        Router router,
        Access access,
        Hosts hosts,
        Limits limits,
        Path incoming,
        ContentTags tags,
        Connections connections) {}
