package plotty.plotter.grbl;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import plotty.motion.MachineProfile;
import plotty.plotter.HandMove;
import plotty.plotter.HandRefusedException;
import plotty.plotter.LinkLostException;
import plotty.plotter.drive.Status;

/** What people do by hand: at most one move at a time is under way. */
final class Hands {
    private final Status status;
    private Optional<Errand> errand = Optional.empty();

    Hands(Status status) {
        this.status = status;
    }

    /** Whether a move is under way. */
    boolean busy() {
        return errand.isPresent();
    }

    /** Goes on with what is under way. */
    void step() {
        if (errand.isPresent() && errand.get().step()) {
            errand = Optional.empty();
        }
    }

    /** Ends what is under way where it is, and waits until the carriage stands still. */
    void end() {
        Optional<Errand> ending = errand;
        errand = Optional.empty();
        try {
            ending.ifPresent(Errand::end);
        } catch (LinkLostException | GrblFault e) {
            ending.ifPresent(failed -> failed.refuse(e.getMessage()));
            throw e;
        }
    }

    /** What is under way cannot be finished. */
    void refuse(String sentence) {
        errand.ifPresent(ending -> ending.refuse(sentence));
        errand = Optional.empty();
    }

    /** Does a move, or begins it, with a board at rest. */
    void begin(
            HandMove move,
            CompletableFuture<Void> answer,
            GrblBoard board,
            MachineProfile profile,
            boolean requestOpen) {
        if (busy()) {
            answer.completeExceptionally(new HandRefusedException(GrblAdvice.MOVING));
            return;
        }
        try {
            errand = new HandMoves(board, status, profile, requestOpen).begin(move, answer);
        } catch (LinkLostException | GrblFault e) {
            answer.completeExceptionally(new HandRefusedException(e.getMessage()));
            throw e;
        }
    }
}
