package plotty.api;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import plotty.api.system.LogLevelsResource;
import plotty.api.system.SafeModeResource;
import plotty.api.system.SupportBundleResource;
import plotty.http.Router;

/** The routes about the service itself, of one that is not in safe mode and has nothing to tell. */
final class QuietSystem {
    private QuietSystem() {}

    /** Adds the routes. */
    static void routes(Router router) {
        new SafeModeResource(new SafeModeResource.Caution() {
                    @Override
                    public Optional<SafeModeResource.Why> why() {
                        return Optional.empty();
                    }

                    @Override
                    public boolean leave(String by) {
                        return false;
                    }
                })
                .routes(router);
        new SupportBundleResource(new SupportBundleResource.Bundles() {
                    @Override
                    public String fileName() {
                        return "bundle.zip";
                    }

                    @Override
                    public void write(OutputStream out) throws IOException {
                        out.write(0);
                    }
                })
                .routes(router);
        LogLevelsResource.Wanted info = new LogLevelsResource.Wanted("info", Map.of());
        LogLevelsResource.State state = new LogLevelsResource.State(info, info, Optional.empty());
        new LogLevelsResource(new LogLevelsResource.Levels() {
                    @Override
                    public LogLevelsResource.State state() {
                        return state;
                    }

                    @Override
                    public LogLevelsResource.State change(
                            Optional<String> level, Map<String, Optional<String>> modules, Duration length) {
                        return state;
                    }

                    @Override
                    public LogLevelsResource.State reset() {
                        return state;
                    }
                })
                .routes(router);
    }
}
