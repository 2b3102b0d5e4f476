package plotty.plotter.ebb;

import plotty.plotter.PositionTrust;
import plotty.plotter.drive.Status;
import plotty.plotter.ebb.MotorFrame.Steps;

/** Where the origin is, whether the motors hold it, and what the board remembers of that: all that is done at rest. */
final class Bearings {
    private final EbbSettings settings;
    private final Status status;
    private final Contact contact;

    Bearings(EbbSettings settings, Status status, Contact contact) {
        this.settings = settings;
        this.status = status;
        this.contact = contact;
    }

    /** Switches the motors on if they are off; the counters are zero from then on: here is the origin, if its place is known. */
    void energise() {
        if (status.state().motorsOn()) {
            return;
        }
        contact.board().energise();
        boolean known = status.trust() == PositionTrust.KNOWN;
        contact.board().markNode(known ? settings.nodeMark() : settings.suspectMark());
        contact.feed().rests(Steps.ORIGIN);
        status.motors(true);
    }

    void setOrigin() {
        status.trust(PositionTrust.KNOWN);
        if (status.state().motorsOn()) {
            contact.board().clearPosition();
            contact.board().markNode(settings.nodeMark());
            contact.feed().rests(Steps.ORIGIN);
        } else {
            energise();
        }
    }

    void lift() {
        contact.board().lift(0);
        contact.feed().lifting();
        status.pen(true);
    }

    /** Ends motion at once and lifts; if anything moved, the board remembers that its position is suspect. */
    void stop(boolean moved) {
        contact.board().stop();
        lift();
        if (moved) {
            contact.board().markNode(settings.suspectMark());
            contact.feed().rests(contact.board().position());
        }
    }

    /** Switches the motors off and forgets the position. */
    void giveUp() {
        switchOff();
        status.trust(PositionTrust.LOST);
    }

    /** Switches the motors off. Only at the origin does a board without our mark mean that the pen is parked. */
    void switchOff() {
        EbbBoard board = contact.board();
        boolean parked =
                status.trust() == PositionTrust.KNOWN && board.position().equals(Steps.ORIGIN);
        board.markNode(parked ? 0 : settings.suspectMark());
        board.release();
        status.motors(false);
    }
}
