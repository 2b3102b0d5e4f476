package plotty.plotter.board.grbl;

/** Feed and rapid overrides, percent, and what the real-time bytes 0x90–0x97 make of them ({@code config.h}). */
record Overrides(int feed, int rapid) {

    static final Overrides NONE = new Overrides(100, 100);

    Overrides after(int realTimeByte) {
        return switch (realTimeByte) {
            case 0x90 -> new Overrides(100, rapid);
            case 0x91 -> withFeed(feed + 10);
            case 0x92 -> withFeed(feed - 10);
            case 0x93 -> withFeed(feed + 1);
            case 0x94 -> withFeed(feed - 1);
            case 0x95 -> new Overrides(feed, 100);
            case 0x96 -> new Overrides(feed, 50);
            case 0x97 -> new Overrides(feed, 25);
            default -> this;
        };
    }

    private Overrides withFeed(int percent) {
        return new Overrides(Math.clamp(percent, 10, 200), rapid);
    }
}
