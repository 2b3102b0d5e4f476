package plotty.discovery;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import javax.jmdns.impl.DNSOutgoing;
import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.JmDNSImpl;
import javax.jmdns.impl.ServiceInfoImpl;
import javax.jmdns.impl.constants.DNSConstants;
import javax.jmdns.impl.constants.DNSRecordClass;
import org.tinylog.Logger;

/**
 * Speaks for one host name at one address: an instance of jmdns, which knows one of each. It probes, announces, answers and
 * gives way to who had the name before (RFC 6762, 8 and 9). One thread calls it; jmdns has threads of its own.
 */
final class Speaker {
    /** What the RFC recommends for records with a host's name or address in them, seconds (RFC 6762, 10). */
    private static final int LIFE_S = 120;

    static {
        // jmdns would have them live for an hour, and a box that lost its power would stay in lists for as long.
        System.setProperty("net.dns.ttl", Integer.toString(LIFE_S));
        Pace.set();
    }

    private final JmDNSImpl dns;
    private final String host;
    private final List<ServiceInfoImpl> services = new ArrayList<>();
    private boolean heard;

    /**
     * Begins to probe.
     *
     * @param address of ours, of either kind
     * @param host without {@code .local}
     */
    Speaker(InetAddress address, String host) throws IOException {
        this.host = host;
        dns = (JmDNSImpl) JmDNS.create(unasked(address), host);
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
        dns.registerService(service);
        services.add(service);
    }

    /** Says it of all services from now on, and tells those that have heard of them. */
    void text(Map<String, String> text) throws IOException {
        for (ServiceInfoImpl service : services) {
            service.setText(text);
        }
        if (heard) {
            // jmdns would tell with its next renewal, a minute later.
            List<DNSRecord> records = new ArrayList<>();
            for (ServiceInfoImpl service : services) {
                records.add(new DNSRecord.Text(
                        service.getQualifiedName(),
                        DNSRecordClass.CLASS_IN,
                        DNSRecordClass.UNIQUE,
                        LIFE_S,
                        service.getTextBytes()));
            }
            send(records);
        }
    }

    /** Whether no other one has claimed the names, so that they are being announced or have been. */
    boolean announced() {
        heard |= (dns.isAnnouncing() || dns.isAnnounced())
                && services.stream().allMatch(service -> service.isAnnouncing() || service.isAnnounced());
        return heard;
    }

    private void send(List<DNSRecord> records) throws IOException {
        DNSOutgoing message = new DNSOutgoing(DNSConstants.FLAGS_QR_RESPONSE | DNSConstants.FLAGS_AA);
        for (DNSRecord record : records) {
            message.addAnswer(record, 0);
        }
        dns.send(message);
    }

    /** Whether another one holds the name, so that jmdns took one that was not asked for. */
    boolean lost() {
        return !dns.getHostName().toLowerCase(Locale.ROOT).equals(host + ".local.");
    }

    /** What the services are called by now, the same for all unless someone else has some of them. */
    List<String> serviceNames() {
        return services.stream().map(ServiceInfo::getName).distinct().toList();
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
     * Ends without a word, which would reach those who hear our next announcement too and undo it. What goes out from here
     * on stays in this machine.
     */
    void fallSilent() {
        try {
            dns.getSocket().setTimeToLive(0);
        } catch (IOException e) {
            Logger.debug(e, "An mDNS socket is closed already");
        }
        leave();
    }
}
