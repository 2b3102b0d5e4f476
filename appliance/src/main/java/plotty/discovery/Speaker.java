package plotty.discovery;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javax.jmdns.ServiceInfo;
import javax.jmdns.impl.DNSOutgoing;
import javax.jmdns.impl.DNSQuestion;
import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.ServiceInfoImpl;
import javax.jmdns.impl.constants.DNSConstants;
import javax.jmdns.impl.constants.DNSRecordClass;
import javax.jmdns.impl.constants.DNSRecordType;
import org.tinylog.Logger;

/**
 * Speaks for one host name at one address. It probes, announces, answers and gives way to who had the name before (RFC 6762, 8
 * and 9). One thread calls it; jmdns has threads of its own.
 */
final class Speaker {
    /** What the RFC recommends for records with a host's name or address in them, seconds (RFC 6762, 10). */
    private static final int LIFE_S = 120;

    /** Whoever contradicts so often has not only not heard us yet. */
    private static final int CONTRADICTIONS = 3;

    static {
        // jmdns would have them live for an hour, and a box that lost its power would stay in lists for as long.
        System.setProperty("net.dns.ttl", Integer.toString(LIFE_S));
        Pace.set();
    }

    private final Responder dns;
    private final String host;
    private final List<ServiceInfoImpl> services = new ArrayList<>();
    private final List<String> serviceNames = new ArrayList<>();
    private boolean announced;
    private int contradictions;
    private boolean hostTaken;
    private boolean serviceTaken;

    /**
     * Begins to probe.
     *
     * @param address of ours, of either kind
     * @param host without {@code .local}
     * @param heard takes what others say, on threads of jmdns; to be given to {@link #hear} of each speaker of the network
     */
    Speaker(InetAddress address, String host, Consumer<DNSRecord> heard) throws IOException {
        this.host = host;
        dns = new Responder(unasked(address), host, heard);
        askForHost();
    }

    /** Some answer only who asks for addresses, and not the question for anything at all with which jmdns probes. */
    private void askForHost() throws IOException {
        DNSOutgoing question = new DNSOutgoing(DNSConstants.FLAGS_QR_QUERY);
        for (DNSRecordType kind : List.of(DNSRecordType.TYPE_A, DNSRecordType.TYPE_AAAA)) {
            question.addQuestion(DNSQuestion.newQuestion(
                    host + ".local.", kind, DNSRecordClass.CLASS_IN, DNSRecordClass.NOT_UNIQUE));
        }
        dns.send(question);
    }

    /** The same address with a name in it, so that no name server is asked for one: that can take seconds. */
    private static InetAddress unasked(InetAddress address) throws IOException {
        return address instanceof Inet6Address six
                ? Inet6Address.getByAddress("this-box", six.getAddress(), six.getScopedInterface())
                : InetAddress.getByAddress("this-box", address.getAddress());
    }

    /** Offers a service under this host's name. */
    void offer(String type, String name, int port, Map<String, String> text) throws IOException {
        ServiceInfoImpl service = (ServiceInfoImpl) ServiceInfo.create(type + ".local.", name, port, 0, 0, text);
        serviceNames.add(service.getQualifiedName());
        services.add(service);
        dns.registerService(service);
    }

    /** Says it of all services from now on, and tells those that have heard of them. */
    void text(Map<String, String> text) throws IOException {
        for (ServiceInfoImpl service : services) {
            service.setText(text);
        }
        if (announced) {
            // jmdns would tell with its next renewal, a minute later.
            DNSOutgoing message = new DNSOutgoing(DNSConstants.FLAGS_QR_RESPONSE | DNSConstants.FLAGS_AA);
            for (ServiceInfoImpl service : services) {
                message.addAnswer(
                        new DNSRecord.Text(
                                service.getQualifiedName(),
                                DNSRecordClass.CLASS_IN,
                                DNSRecordClass.UNIQUE,
                                LIFE_S,
                                service.getTextBytes()),
                        0);
            }
            dns.send(message);
        }
    }

    /** Whether no other one has claimed the names, so that they are being announced or have been. */
    boolean announced() {
        announced |= dns.isAnnounced()
                && services.stream().allMatch(service -> service.isAnnouncing() || service.isAnnounced());
        return announced;
    }

    /** Listens to what another one says, perhaps of a name that we speak for. */
    void hear(DNSRecord record) {
        switch (record) {
            case DNSRecord.Address address
            when dns.getLocalHost().conflictWithRecord(address) -> hostTaken |= counts(dns.isKnown());
            case DNSRecord.Service service when contradicts(service) -> serviceTaken |= counts(dns.isKnown());
            case DNSRecord _ -> {
                // Of others.
            }
        }
    }

    /** What is said before we have a name counts at once: who says it has it. */
    private boolean counts(boolean ours) {
        return !ours || ++contradictions >= CONTRADICTIONS;
    }

    private boolean contradicts(DNSRecord.Service other) {
        return services.stream()
                .anyMatch(service -> service.getQualifiedName().equalsIgnoreCase(other.getName())
                        && (service.getPort() != other.getPort()
                                || !dns.getHostName()
                                        .equalsIgnoreCase(
                                                other.getServiceInfo(true).getServer())));
    }

    /** Whether another one holds the host name: we know, or jmdns, which takes one then that was not asked for. */
    boolean hostIsTaken() {
        return hostTaken || !dns.getHostName().toLowerCase(Locale.ROOT).equals(host + ".local.");
    }

    /** Whether another one holds the name of a service. */
    boolean serviceIsTaken() {
        return serviceTaken
                || !services.stream()
                        .map(ServiceInfo::getQualifiedName)
                        .toList()
                        .equals(serviceNames);
    }

    /** Says goodbye three times and ends; the first of them goes out at once. */
    void leave() {
        try {
            dns.close();
        } catch (RuntimeException e) {
            Logger.warn(e, "mDNS did not end as it should");
        }
    }

    /**
     * Ends without a word, which would reach those who hear our next announcement too and undo it, and that announcement's
     * own speaker.
     */
    void fallSilent() {
        dns.fallSilent();
        leave();
    }
}
