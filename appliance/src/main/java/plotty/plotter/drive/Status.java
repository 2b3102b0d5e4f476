package plotty.plotter.drive;

import java.time.InstantSource;
import java.util.Optional;
import plotty.plotter.Plotter;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;

/** What is known of the plotter: written by its thread, read by any; each change is told to the listener. */
public final class Status {
    /** A drawing that has come so much further since a trouble has got over it. */
    private static final double SURELY_DRAWS_S = 0.5;

    private final InstantSource clock;
    private volatile PlotterState state;
    private PlotterState told;
    /** Planned time reached when a trouble was first seen while drawing; no time if there is none. */
    private double troubleAtS = Double.MAX_VALUE;

    private Plotter.Listener listener = notice -> {};

    public Status(String id, InstantSource clock) {
        this.clock = clock;
        this.state = new PlotterState(
                id,
                Connection.DISCONNECTED,
                PositionTrust.LOST,
                0,
                0,
                true,
                false,
                "",
                Optional.empty(),
                0,
                clock.instant());
        this.told = state;
    }

    public void listener(Plotter.Listener heard) {
        listener = heard;
    }

    public PlotterState state() {
        return state;
    }

    public PositionTrust trust() {
        return state.trust();
    }

    /** Tells something; a drawing that goes on has got over its last trouble. */
    public void tell(PlotterNotice notice) {
        switch (notice) {
            case PlotterNotice.Resumed _ -> goesOn();
            case PlotterNotice.Progress progress -> {
                if (progress.timeS() > troubleAtS + SURELY_DRAWS_S) {
                    goesOn();
                }
                troubleAtS = state.message().isPresent() ? Math.min(troubleAtS, progress.timeS()) : Double.MAX_VALUE;
            }
            case PlotterNotice.StateChanged _,
                    PlotterNotice.Held _,
                    PlotterNotice.Finished _,
                    PlotterNotice.Abandoned _,
                    PlotterNotice.Faulted _,
                    PlotterNotice.ButtonPressed _ -> {}
        }
        listener.notice(notice);
    }

    private void goesOn() {
        if (state.connection() == Connection.BUSY && state.message().isPresent()) {
            well(Connection.BUSY);
        }
    }

    /** The board answered: known from now on without a notice. */
    public void heard() {
        PlotterState s = state;
        state = copy(s, s.connection(), s.trust(), s.penUp(), s.motorsOn(), s.message(), s.errorCount());
    }

    /** A board was met, or met again, its pen lifted. */
    public void met(
            String firmware, Connection connection, PositionTrust trust, boolean motorsOn, Optional<String> message) {
        PlotterState s = state;
        change(new PlotterState(
                s.id(),
                connection,
                trust,
                s.xMm(),
                s.yMm(),
                true,
                motorsOn,
                firmware,
                message,
                s.errorCount(),
                clock.instant()));
    }

    public void connection(Connection connection) {
        PlotterState s = state;
        change(copy(s, connection, s.trust(), s.penUp(), s.motorsOn(), s.message(), s.errorCount()));
    }

    /** Something is wrong: a sentence that says what to do. */
    public void trouble(Connection connection, String sentence) {
        PlotterState s = state;
        change(copy(s, connection, s.trust(), s.penUp(), s.motorsOn(), Optional.of(sentence), s.errorCount()));
    }

    /** All is well again. */
    public void well(Connection connection) {
        PlotterState s = state;
        change(copy(s, connection, s.trust(), s.penUp(), s.motorsOn(), Optional.empty(), s.errorCount()));
    }

    public void countError() {
        PlotterState s = state;
        state = copy(s, s.connection(), s.trust(), s.penUp(), s.motorsOn(), s.message(), s.errorCount() + 1);
    }

    /** How far the position can be believed; tells a place, too, that nobody was told of. */
    public void trust(PositionTrust trust) {
        PlotterState s = state;
        boolean elsewhere = s.xMm() != told.xMm() || s.yMm() != told.yMm();
        PlotterState next = copy(s, s.connection(), trust, s.penUp(), s.motorsOn(), s.message(), s.errorCount());
        if (elsewhere && s.trust() == trust) {
            tell(next);
        } else {
            change(next);
        }
    }

    public void pen(boolean up) {
        PlotterState s = state;
        change(copy(s, s.connection(), s.trust(), up, s.motorsOn(), s.message(), s.errorCount()));
    }

    public void motors(boolean on) {
        PlotterState s = state;
        change(copy(s, s.connection(), s.trust(), s.penUp(), on, s.message(), s.errorCount()));
    }

    /** Where the pen is: without a notice, progress tells it. */
    public void place(double xMm, double yMm) {
        PlotterState s = state;
        state = new PlotterState(
                s.id(),
                s.connection(),
                s.trust(),
                xMm,
                yMm,
                s.penUp(),
                s.motorsOn(),
                s.firmware(),
                s.message(),
                s.errorCount(),
                clock.instant());
    }

    private PlotterState copy(
            PlotterState s,
            Connection connection,
            PositionTrust trust,
            boolean penUp,
            boolean motorsOn,
            Optional<String> message,
            int errorCount) {
        return new PlotterState(
                s.id(),
                connection,
                trust,
                s.xMm(),
                s.yMm(),
                penUp,
                motorsOn,
                s.firmware(),
                message,
                errorCount,
                connection == Connection.DISCONNECTED ? s.lastHeard() : clock.instant());
    }

    private void change(PlotterState next) {
        PlotterState before = state;
        state = next;
        boolean same = before.connection() == next.connection()
                && before.trust() == next.trust()
                && before.penUp() == next.penUp()
                && before.motorsOn() == next.motorsOn()
                && before.firmware().equals(next.firmware())
                && before.message().equals(next.message());
        if (!same) {
            tell(next);
        }
    }

    private void tell(PlotterState next) {
        state = next;
        told = next;
        listener.notice(new PlotterNotice.StateChanged(next));
    }
}
