package plotty.plotter.board;

/** Things that go wrong with a board when a test asks for them. They act on what happens next. */
public final class BoardFaults {

    private static final byte RUBBISH = '#';

    private long frozenUntil;
    private int dropped;
    private int garbled;
    private int failsIn;

    /** None yet. */
    public BoardFaults() {}

    /** The next replies do not arrive. */
    public void dropReplies(int count) {
        dropped = count;
    }

    /** The next replies arrive with every second byte replaced by {@code #}, line ends included. */
    public void garbleReplies(int count) {
        garbled = count;
    }

    /** The n-th command from now (1 is the next) is not carried out but answered with an error. */
    public void failCommand(int n) {
        failsIn = n;
    }

    /**
     * Nothing is parsed or said until a time; what arrives is kept, what moves or waits for room in the queue goes on.
     * {@link Long#MAX_VALUE}: for good.
     */
    public void freezeUntil(long nanos) {
        frozenUntil = nanos;
    }

    /** The first time from the given one on at which the board parses. */
    public long notBefore(long nanos) {
        return Math.max(nanos, frozenUntil);
    }

    /** To be asked once per command: whether it is to fail. */
    public boolean failsNow() {
        if (failsIn > 0) {
            failsIn--;
            return failsIn == 0;
        }
        return false;
    }

    /** What becomes of a reply on its way; empty if it is lost. */
    public byte[] onTheLine(byte[] reply) {
        if (reply.length == 0) {
            return reply;
        }
        if (dropped > 0) {
            dropped--;
            return new byte[0];
        }
        if (garbled > 0) {
            garbled--;
            byte[] rubbish = reply.clone();
            for (int i = 1; i < rubbish.length; i += 2) {
                rubbish[i] = RUBBISH;
            }
            return rubbish;
        }
        return reply;
    }
}
