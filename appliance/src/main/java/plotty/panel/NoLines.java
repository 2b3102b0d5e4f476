package plotty.panel;

import java.util.Set;

/** A panel without any wire. */
record NoLines(PanelKind kind) implements PanelLines {

    @Override
    public Set<PanelButton> buttons() {
        return Set.of();
    }

    @Override
    public Set<PanelLed> leds() {
        return Set.of();
    }

    @Override
    public void listen(Listener listener) {}

    @Override
    public boolean pressed(PanelButton button) {
        return false;
    }

    @Override
    public boolean dims() {
        return true;
    }

    @Override
    public void show(PanelLed led, Light light) {}

    @Override
    public void close() {}
}
