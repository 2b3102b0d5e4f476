package plotty.api;

import java.util.Collection;
import java.util.TreeSet;
import plotty.http.Request;

/** Refuses what stands in a query and means nothing: a mistyped option that is passed over would surprise its sender. */
public final class QueryOptions {
    private QueryOptions() {}

    /** Throws {@link BadInputException} if there is any other option than these, or one of them twice. */
    public static void only(Request request, Collection<String> known) {
        for (String name : new TreeSet<>(request.queryNames())) {
            if (!known.contains(name)) {
                throw new BadInputException("Unknown query option '" + name + "'." + Nearest.question(name, known)
                        + " Known are '" + String.join("', '", known) + "'.");
            }
            if (request.queryAll(name).size() > 1) {
                throw new BadInputException("Query option '" + name + "' stands there twice; send it once.");
            }
        }
    }
}
