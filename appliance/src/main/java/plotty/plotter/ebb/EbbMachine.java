package plotty.plotter.ebb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.tinylog.Logger;
import plotty.motion.MachineProfile;
import plotty.motion.PlanMark;
import plotty.plotter.Adjustment;
import plotty.plotter.Capability;
import plotty.plotter.HandMove;
import plotty.plotter.LinkLostException;
import plotty.plotter.LinkOpener;
import plotty.plotter.PlotRequest;
import plotty.plotter.PlotterNotice;
import plotty.plotter.PlotterState.Connection;
import plotty.plotter.PositionTrust;
import plotty.plotter.drive.Advice;
import plotty.plotter.drive.BoardFault;
import plotty.plotter.drive.Machine;
import plotty.plotter.drive.Order;
import plotty.plotter.drive.Orders;
import plotty.plotter.drive.Phase;
import plotty.plotter.drive.Status;
import plotty.plotter.drive.Waiting;

/**
 * The plotter as a whole: looks for its board, obeys orders, draws, and gets over faults. Everything happens in {@link #turn},
 * which takes milliseconds, or up to two seconds while it gets acquainted with a board. One thread calls it; orders come from
 * any.
 */
final class EbbMachine implements Machine {
    private final EbbSettings settings;
    private final Status status;
    private final PenHeights heights;
    private final Contact contact;
    private final Bearings bearings;
    private final Hands hands;
    private final Orders orders = new Orders();
    /** Orders that wait until what moves by hand has come to rest. */
    private final Deque<Order> atRest = new ArrayDeque<>();

    private OpenRequest open;
    private boolean closing;
    private volatile boolean closed;

    EbbMachine(EbbSettings settings, LinkOpener opener, Waiting waiting, Status status) {
        this.settings = settings;
        this.status = status;
        this.heights = new PenHeights(settings);
        this.contact = new Contact(settings, opener, waiting, status, heights);
        this.bearings = new Bearings(settings, status, contact);
        this.hands = new Hands(settings, status, heights, contact, bearings);
    }

    @Override
    public void post(Order order) {
        orders.post(order);
        contact.wake();
    }

    @Override
    public MachineProfile profile() {
        return settings.profile();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.PROVES_POSITION,
                Capability.HOLDS_MID_STROKE,
                Capability.REPORTS_PEN,
                Capability.ADJUSTS_SPEED_LIVE,
                Capability.ADJUSTS_PEN_HEIGHT,
                Capability.RELEASES_MOTORS,
                Capability.HAS_BUTTON);
    }

    @Override
    public Adjustment adjustment() {
        return heights.adjustment();
    }

    @Override
    public boolean closed() {
        return closed;
    }

    @Override
    public void turn() {
        try {
            obeyAll();
            if (closed) {
                return;
            }
            if (closing && !moving()) {
                finish();
            } else if (!contact.met()) {
                contact.look(Optional.ofNullable(open));
            } else if (hands.busy()) {
                hands.step();
                hearButton();
                hands.goOn(closing, open != null);
            } else if (moving()) {
                open.step();
                hearButton();
                endRequest();
            } else {
                contact.idle(open != null);
                hearButton();
            }
        } catch (LinkLostException e) {
            lost(e.getMessage());
        } catch (BoardFault e) {
            failed(e.getMessage(), e.inFull());
        } catch (RuntimeException | Error e) {
            // An error too: the memory may have run out in another room, and the pen may be on the paper.
            failed(Advice.OWN_FAULT, Advice.OWN_FAULT);
            Logger.error(e, "{}: a fault of ours", settings.name());
        }
    }

    private boolean moving() {
        return hands.busy() || (open != null && open.phase() == Phase.MOVING);
    }

    private void hearButton() {
        if (contact.board().takeButton()) {
            status.tell(new PlotterNotice.ButtonPressed());
        }
    }

    private void endRequest() {
        if (open.phase() == Phase.ENDED) {
            open = null;
            heights.adjust(Adjustment.NONE);
            if (contact.met()) {
                status.connection(contact.well(false));
                heights.moveAtRest(contact.board(), status.state().penUp());
            }
        }
    }

    private void obeyAll() {
        while (!closed && !hands.busy() && !atRest.isEmpty()) {
            obey(atRest.poll());
        }
        for (Optional<Order> order = orders.next(); order.isPresent(); order = orders.next()) {
            if (hands.busy()) {
                obeyMeanwhile(order.get());
            } else {
                obey(order.get());
            }
        }
    }

    /** While something moves by hand: a drawing ends it, what ends motion is done at once, the rest comes afterwards. */
    private void obeyMeanwhile(Order order) {
        switch (order) {
            case Order.Hold _ -> hands.brake();
            case Order.Stop _, Order.Close _ -> obey(order);
            case Order.ByHand byHand -> hands.enqueue(byHand);
            case Order.Draw _, Order.Resume _, Order.ResumeFrom _, Order.Cancel _, Order.Release _ -> {
                hands.brake();
                atRest.add(order);
            }
            case Order.Permit _, Order.Adjust _, Order.Lift _, Order.SetOrigin _ -> atRest.add(order);
        }
    }

    private void obey(Order order) {
        switch (order) {
            case Order.Draw(PlotRequest request) -> draw(request);
            case Order.Permit(double untilS) -> withRequest("permit", () -> open.permit(untilS));
            case Order.Hold() -> withRequest("hold", () -> open.hold());
            case Order.Resume() -> withRequest("resume", () -> open.resume());
            case Order.ResumeFrom(PlanMark mark) -> withRequest("resume", () -> open.resumeFrom(mark));
            case Order.ByHand(HandMove move, CompletableFuture<Void> answer) ->
                hands.obey(move, answer, moving() || closing, open != null);
            case Order.Adjust(Adjustment adjustment) -> adjust(adjustment);
            case Order.Cancel() -> withRequest("cancel", () -> open.cancel());
            case Order.Stop() -> stop();
            case Order.Lift() -> whenAtRest("lift", bearings::lift);
            case Order.SetOrigin() -> whenAtRest("set origin", bearings::setOrigin);
            case Order.Release() -> release();
            case Order.Close() -> {
                closing = true;
                atRest.clear();
                hands.brake();
                if (open != null) {
                    open.close();
                }
            }
        }
    }

    private void withRequest(String what, Runnable action) {
        if (open == null) {
            Logger.info("{}: {} ignored, nothing is drawn", settings.name(), what);
            return;
        }
        action.run();
        endRequest();
    }

    private void whenAtRest(String what, Runnable action) {
        if (!contact.met() || moving()) {
            Logger.info("{}: {} ignored, the plotter is away or moving", settings.name(), what);
            return;
        }
        action.run();
    }

    private void draw(PlotRequest request) {
        Optional<String> hindrance = Advice.hindrance(status.state(), contact.met(), open != null);
        if (hindrance.isPresent()) {
            status.tell(new PlotterNotice.Faulted(request.from(), hindrance.get(), status.trust(), false));
            return;
        }
        try {
            bearings.energise();
            open = new OpenRequest(request, settings, status, heights, contact.feed());
            status.connection(Connection.BUSY);
        } catch (LinkLostException | BoardFault e) {
            status.tell(new PlotterNotice.Faulted(request.from(), e.getMessage(), status.trust(), false));
            throw e;
        }
    }

    private void adjust(Adjustment wanted) {
        int speed = Math.min(100, wanted.speedPercent());
        heights.adjust(new Adjustment(speed, wanted.penUpPercent(), wanted.penDownPercent()));
        if (open != null) {
            open.adjusted();
        } else if (contact.met()) {
            heights.moveAtRest(contact.board(), status.state().penUp());
        }
    }

    private void stop() {
        boolean moved = open != null || hands.busy();
        if (moved && status.trust() == PositionTrust.KNOWN) {
            status.trust(PositionTrust.SUSPECT);
        }
        try {
            if (contact.met()) {
                bearings.stop(moved);
            }
        } finally {
            // Also when the board fails to obey: whoever ordered the stop has given the request up.
            hands.fail("The plotter was stopped.");
            if (open != null) {
                open.stopped();
                endRequest();
            }
        }
    }

    private void release() {
        if (open != null || !contact.met()) {
            Logger.info("{}: release ignored, a request is open or the plotter is away", settings.name());
        } else {
            bearings.giveUp();
        }
    }

    private void lost(String sentence) {
        Logger.warn("{}: {}", settings.name(), sentence);
        status.countError();
        contact.leave();
        String advice = sentence + Advice.PLUG_IN;
        status.trouble(Connection.DISCONNECTED, advice);
        hands.fail(advice);
        orders.fail(advice);
        // Only now: who hears that a request is given up must not believe that the plotter is free for the next.
        if (suspend()) {
            tellFault(advice);
        }
    }

    /** The board does not do as it should: lifts the pen and tries to come to terms with it again, else looks for it anew. */
    private void failed(String sentence, String inFull) {
        hands.fail(sentence);
        orders.fail(sentence);
        boolean suspended = suspend();
        status.countError();
        String advice;
        try {
            Logger.warn("{}: {}", settings.name(), inFull);
            contact.meetAgain(sentence, Optional.ofNullable(open));
            advice = sentence + EbbAdvice.after(status.trust());
            status.trouble(status.state().connection(), advice);
        } catch (RuntimeException | Error e) {
            contact.leave();
            advice = sentence + " " + Advice.reason(e) + Advice.CHECK;
            status.trouble(e instanceof LinkLostException ? Connection.DISCONNECTED : Connection.ERROR, advice);
        }
        if (suspended) {
            tellFault(advice);
        }
    }

    /** Whether a request was open that was not suspended yet. */
    private boolean suspend() {
        if (open == null || open.phase() == Phase.SUSPENDED) {
            return false;
        }
        open.suspend();
        if (open.phase() == Phase.ENDED) {
            open = null;
            return false;
        }
        return true;
    }

    private void tellFault(String sentence) {
        PositionTrust trust =
                !contact.met() && status.trust() == PositionTrust.KNOWN ? PositionTrust.SUSPECT : status.trust();
        status.tell(new PlotterNotice.Faulted(open.drawn(), sentence, trust, true));
    }

    /** The end: motors stay on while a request is open. */
    private void finish() {
        try {
            if (contact.met() && !status.state().penUp()) {
                bearings.lift();
            }
            if (contact.met() && open == null && status.state().motorsOn()) {
                bearings.switchOff();
            }
        } catch (LinkLostException | BoardFault e) {
            Logger.warn("{}: {} Its motors may be on.", settings.name(), e.getMessage());
            contact.liftBlindly();
        }
        if (!contact.met() && !status.state().penUp()) {
            Logger.warn("{}: the pen may be down: it did not answer any more", settings.name());
        }
        contact.leave();
        closed = true;
        status.connection(Connection.OFFLINE);
        orders.end();
    }
}
