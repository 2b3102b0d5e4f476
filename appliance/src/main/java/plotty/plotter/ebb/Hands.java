package plotty.plotter.ebb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import plotty.drawing.Stroke;
import plotty.motion.MachineProfile;
import plotty.motion.MotionLimits;
import plotty.motion.Run;
import plotty.plotter.HandMove;
import plotty.plotter.HandRefusedException;
import plotty.plotter.LinkLostException;
import plotty.plotter.drive.BoardFault;
import plotty.plotter.drive.Order;
import plotty.plotter.drive.Status;
import plotty.plotter.ebb.HandWay.Part;
import plotty.plotter.ebb.MotorFrame.Steps;

/** What people do by hand: one move at a time, fed to the board as a drawing is; others wait for their turn. */
final class Hands {
    private static final double GENTLE_MM_PER_S = 50;
    private static final double EDGE_MM = 0.01;
    private static final int MOST_WAITING = 16;
    private static final long PLACE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final EbbSettings settings;
    private final Status status;
    private final PenHeights heights;
    private final Contact contact;
    private final Bearings bearings;
    private final MachineProfile profile;
    private final Deque<Order.ByHand> waiting = new ArrayDeque<>();
    private Feed feed;
    private HandWay way;
    private CompletableFuture<Void> answer;
    private boolean endedEarly;
    private long nextPlace;

    Hands(EbbSettings settings, Status status, PenHeights heights, Contact contact, Bearings bearings) {
        this.settings = settings;
        this.status = status;
        this.heights = heights;
        this.contact = contact;
        this.bearings = bearings;
        this.profile = settings.profile();
    }

    /** Whether something moves by hand. */
    boolean busy() {
        return way != null;
    }

    /** Lets a move wait until the present one has ended. */
    void enqueue(Order.ByHand order) {
        if (waiting.size() == MOST_WAITING) {
            refuse(order.answer(), "The plotter is still busy with what it was told before; wait until it rests.");
        } else {
            waiting.add(order);
        }
    }

    /** Takes up what waits, if nothing moves any more. */
    void goOn(boolean closing, boolean requestOpen) {
        while (!busy() && !waiting.isEmpty()) {
            Order.ByHand next = waiting.poll();
            obey(next.move(), next.answer(), closing, requestOpen);
        }
    }

    /** Does what is asked, or begins it; refuses what cannot be done. */
    void obey(HandMove move, CompletableFuture<Void> asked, boolean occupied, boolean requestOpen) {
        Optional<String> hindrance = EbbAdvice.hindranceByHand(status.state(), contact.met(), occupied);
        if (hindrance.isPresent()) {
            refuse(asked, hindrance.get());
            return;
        }
        try {
            if (move instanceof HandMove.MotorsOff) {
                switchOff(asked, requestOpen);
            } else {
                bearings.energise();
                if (!requestOpen) {
                    heights.noLayer(contact.board());
                }
                begin(move, asked, contact.feed());
            }
        } catch (LinkLostException | BoardFault e) {
            refuse(asked, e.getMessage());
            throw e;
        }
    }

    private void switchOff(CompletableFuture<Void> asked, boolean requestOpen) {
        if (requestOpen) {
            refuse(asked, "A drawing is held: its place would be lost with the motors off. Cancel it first.");
        } else {
            bearings.giveUp();
            asked.complete(null);
        }
    }

    static void refuse(CompletableFuture<Void> answer, String sentence) {
        answer.completeExceptionally(new HandRefusedException(sentence));
    }

    private void begin(HandMove move, CompletableFuture<Void> asked, Feed board) {
        Steps at = board.restPlace();
        double x = settings.frame().xMm(at.motor1(), at.motor2());
        double y = settings.frame().yMm(at.motor1(), at.motor2());
        Optional<String> hindrance = hindrance(move);
        if (hindrance.isPresent()) {
            refuse(asked, hindrance.get());
            return;
        }
        board.rest();
        feed = board;
        answer = asked;
        endedEarly = false;
        MotionCompiler compiler =
                new MotionCompiler(settings.frame(), board.board().gait(), profile.stepsPerMm());
        way = new HandWay(compiler, at, !status.state().penUp(), parts(move, x, y));
    }

    private Optional<String> hindrance(HandMove move) {
        return switch (move) {
            case HandMove.Jog _, HandMove.PenUp _, HandMove.PenDown _ -> Optional.empty();
            case HandMove.GoToOrigin _ -> unknownPlace();
            case HandMove.GoTo goTo -> unknownPlace().or(() -> outside(goTo.xMm(), goTo.yMm()));
            case HandMove.Walk walk -> unknownPlace().or(() -> outside(walk.path()));
            case HandMove.Home _ ->
                Optional.of(
                        "This plotter has no switches to find its origin by: move it there by hand and set the origin.");
            case HandMove.MotorsOff _ -> throw new IllegalArgumentException("the motors are not moved");
        };
    }

    private Optional<String> unknownPlace() {
        return status.trust().allowsAbsoluteMotion()
                ? Optional.empty()
                : Optional.of("The plotter does not know where its pen is: move it to the origin and set the origin.");
    }

    private Optional<String> outside(Stroke path) {
        for (int i = 0; i < path.size(); i++) {
            Optional<String> outside = outside(path.x(i), path.y(i));
            if (outside.isPresent()) {
                return outside;
            }
        }
        return Optional.empty();
    }

    private Optional<String> outside(double x, double y) {
        boolean within =
                x >= -EDGE_MM && y >= -EDGE_MM && x <= profile.widthMm() + EDGE_MM && y <= profile.heightMm() + EDGE_MM;
        return within
                ? Optional.empty()
                : Optional.of("The place lies outside the plotter's work area of %.0f by %.0f mm."
                        .formatted(profile.widthMm(), profile.heightMm()));
    }

    private List<Part> parts(HandMove move, double x, double y) {
        double liftS = profile.pen().liftS();
        List<Part> parts = new ArrayList<>();
        if (move instanceof HandMove.Jog jog) {
            boolean bound = status.trust().allowsAbsoluteMotion();
            double toX = bound ? Math.clamp(x + jog.dxMm(), 0, profile.widthMm()) : x + jog.dxMm();
            double toY = bound ? Math.clamp(y + jog.dyMm(), 0, profile.heightMm()) : y + jog.dyMm();
            MotionLimits travel = profile.travel();
            MotionLimits gentle =
                    new MotionLimits(Math.min(GENTLE_MM_PER_S, travel.speedMmPerS()), travel.accelerationMmPerS2());
            return List.of(new Part.Way(Run.straight(x, y, toX, toY, gentle)));
        }
        if (move instanceof HandMove.PenDown) {
            return List.of(new Part.Pen(true, profile.pen().dropS()));
        }
        if (move instanceof HandMove.PenUp || !status.state().penUp()) {
            parts.add(new Part.Pen(false, liftS));
        }
        switch (move) {
            case HandMove.GoTo goTo -> parts.add(travel(x, y, goTo.xMm(), goTo.yMm()));
            case HandMove.GoToOrigin _ -> parts.add(travel(x, y, 0, 0));
            case HandMove.Walk(Stroke path) -> {
                parts.add(travel(x, y, path.x(0), path.y(0)));
                parts.add(new Part.Way(Run.along(path, profile.travel(), profile)));
            }
            case HandMove.Jog _, HandMove.PenUp _, HandMove.PenDown _, HandMove.Home _, HandMove.MotorsOff _ -> {}
        }
        return parts;
    }

    private Part travel(double x, double y, double toX, double toY) {
        return new Part.Way(Run.travel(x, y, toX, toY, profile));
    }

    /** One step of the motion: sends a command, asks something, or waits. */
    void step() {
        long now = feed.board().now();
        if (now >= nextPlace) {
            nextPlace = now + PLACE_NANOS;
            feed.tellPlace(now);
        }
        if (feed.look()) {
            return;
        }
        Optional<Action> next = way.peek();
        Timeline timeline = feed.timeline();
        long wait = next.isPresent() ? timeline.waitNanos(next.get(), now) : timeline.queuedNanos(now);
        if (wait > 0) {
            feed.board().listen(Math.min(wait, nextPlace - now));
        } else if (next.isPresent()) {
            feed.send(next.get());
            way.sent();
        } else {
            feed.settle(way.at());
            status.pen(!way.penDown());
            if (endedEarly) {
                end("It was ended early, before it was done.");
            } else {
                way = null;
                answer.complete(null);
            }
        }
    }

    /** Brakes; what waits is refused. */
    void brake() {
        refuseWaiting("It was not begun: the plotter was told to rest.");
        if (busy()) {
            endedEarly = true;
            way.brake();
        }
    }

    /** The board was stopped, or failed. */
    void fail(String sentence) {
        refuseWaiting(sentence);
        if (busy()) {
            end(sentence);
        }
    }

    private void end(String sentence) {
        way = null;
        refuse(answer, sentence);
    }

    private void refuseWaiting(String sentence) {
        for (Order.ByHand order = waiting.poll(); order != null; order = waiting.poll()) {
            refuse(order.answer(), sentence);
        }
    }
}
