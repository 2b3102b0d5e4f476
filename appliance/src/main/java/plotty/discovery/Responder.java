package plotty.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.function.Consumer;
import javax.jmdns.impl.DNSOutgoing;
import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.JmDNSImpl;

/**
 * jmdns for one address and one host name, with two habits less, and it can be silenced. It passes on what it hears: an answer that is sent to this
 * machine alone reaches one of the sockets on port 5353 only, seldom that of the instance that asked. And a name that it has
 * had for a while it defends by answering: jmdns would begin to probe for it again because another one does, and could lose it
 * to the newcomer (RFC 6762, 8.1, lets the one who has it answer).
 */
final class Responder extends JmDNSImpl {
    private final Consumer<DNSRecord> heard;
    private volatile boolean silent;

    /**
     * Begins to probe.
     *
     * @param heard takes each record that others sent and that is new here; on threads of jmdns
     */
    Responder(InetAddress address, String host, Consumer<DNSRecord> heard) throws IOException {
        // The threads that the constructor starts find it set.
        this.heard = heard;
        super(address, host);
    }

    @Override
    public void updateRecord(long now, DNSRecord record, Operation operation) {
        super.updateRecord(now, record, operation);
        boolean isNew = operation == Operation.Add || operation == Operation.Update;
        if (isNew && (record instanceof DNSRecord.Address || record instanceof DNSRecord.Service)) {
            heard.accept(record);
        }
    }

    /** Has nothing go out any more, not even a goodbye. */
    void fallSilent() {
        silent = true;
    }

    @Override
    public void send(DNSOutgoing out) throws IOException {
        if (!silent) {
            super.send(out);
        }
    }

    /** Answers as soon as it announces: jmdns would leave whoever asks within the next second without an answer. */
    @Override
    public boolean isAnnounced() {
        return isAnnouncing() || super.isAnnounced();
    }

    /** Whether it has had the name for long enough for everyone to have heard of it, about a second. */
    boolean isKnown() {
        return super.isAnnounced();
    }

    @Override
    public boolean revertState() {
        return isAnnounced() || super.revertState();
    }
}
