package plotty.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import plotty.access.Role;
import plotty.http.Problem;
import plotty.http.Request;
import plotty.http.Response;
import plotty.http.Router;
import plotty.panel.PanelButton;
import plotty.panel.PanelFields;
import plotty.panel.PanelState;
import plotty.panel.SimulatedPanel;

/** The buttons and lights of the box over HTTP: what they show, and fingers for those that are simulated. */
public final class PanelResource {
    private static final String PANEL = "/api/v1/panel";
    private static final String BUTTON = PANEL + "/buttons/{name}";
    private static final Duration USUAL = Duration.ofSeconds(2);
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private final Supplier<PanelState> state;
    private final Optional<HeldButtons> held;
    private final InstantSource clock;

    /**
     * The panel as it stands.
     *
     * @param simulated the buttons that can be pressed without a finger, if it has such
     * @param scheduler lets go of what is held for too long
     */
    public PanelResource(
            Supplier<PanelState> state,
            Optional<SimulatedPanel> simulated,
            ScheduledExecutorService scheduler,
            InstantSource clock) {
        this.state = state;
        this.held = simulated.map(panel -> new HeldButtons(panel, scheduler));
        this.clock = clock;
    }

    /** Adds the routes. */
    public void routes(Router router) {
        router.route("GET", PANEL, Role.VIEWER, _ -> present());
        router.route("POST", BUTTON + "/press", Role.ADMIN, Refusals.answered(this::press));
        router.route("POST", BUTTON + "/release", Role.ADMIN, Refusals.answered(this::release));
    }

    private Response present() {
        PanelState now = state.get();
        return Response.json(200, out -> {
            out.writeStartObject();
            OptionalFields.time(out, "timestamp", Optional.of(clock.instant()));
            PanelFields.state(out, now);
            out.writeEndObject();
        });
    }

    private Response press(Request request) {
        Duration atMost = request.body().length == 0
                ? USUAL
                : MediaTypes.json(request)
                        .only("for_ms")
                        .optionalInt("for_ms", (int) SHORTEST.toMillis(), (int) HeldButtons.LONGEST.toMillis())
                        .map(Duration::ofMillis)
                        .orElse(USUAL);
        return onButton(request, (buttons, button) -> buttons.press(button, atMost));
    }

    private Response release(Request request) {
        return onButton(request, HeldButtons::release);
    }

    private Response onButton(Request request, BiConsumer<HeldButtons, PanelButton> what) {
        HeldButtons buttons = held.orElseThrow(() -> new Problem(
                409,
                "Conflict",
                "Only the buttons of a simulated panel can be pressed from here, so that nobody moves the pen of a box whose"
                        + " buttons somebody else has at hand."));
        String name = request.variable("name");
        PanelButton button = Arrays.stream(PanelButton.values())
                .filter(known -> known.wireName().equals(name))
                .filter(known -> state.get().buttons().stream()
                        .anyMatch(there -> there.button().equals(known)))
                .findFirst()
                .orElseThrow(() -> new Problem(404, "Not found", "The panel has no button '%s'.".formatted(name)));
        what.accept(buttons, button);
        return Response.empty(204);
    }
}
