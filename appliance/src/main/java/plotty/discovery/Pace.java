package plotty.discovery;

import java.net.InetAddress;
import java.util.Timer;
import java.util.TimerTask;
import java.util.random.RandomGenerator;
import javax.jmdns.impl.DNSIncoming;
import javax.jmdns.impl.DNSTaskStarter;
import javax.jmdns.impl.JmDNSImpl;
import javax.jmdns.impl.ServiceInfoImpl;
import javax.jmdns.impl.tasks.RecordReaper;
import javax.jmdns.impl.tasks.Responder;
import javax.jmdns.impl.tasks.resolver.ServiceInfoResolver;
import javax.jmdns.impl.tasks.resolver.ServiceResolver;
import javax.jmdns.impl.tasks.resolver.TypeResolver;
import javax.jmdns.impl.tasks.state.Announcer;
import javax.jmdns.impl.tasks.state.Canceler;
import javax.jmdns.impl.tasks.state.Prober;
import javax.jmdns.impl.tasks.state.Renewer;

/**
 * When jmdns does what. Left to itself it probes once a second and waits for another one before it announces, so that a box
 * is found after five; RFC 6762 (8.1, 8.3) asks for 250 ms and no wait.
 */
final class Pace implements DNSTaskStarter {
    private static final int PROBE_MS = 250;
    private static final int ANNOUNCE_MS = 1000;
    private static final int GOODBYE_MS = 250;

    /** After so many probes in short time a name is fought for, and that may take its time (RFC 6762, 8.1). */
    private static final int CONFLICTS = 10;

    private final JmDNSImpl dns;
    private final Tact answers;
    private final Tact states;

    private Pace(JmDNSImpl dns) {
        this.dns = dns;
        answers = new Tact(dns, "mdns-answers");
        states = new Tact(dns, "mdns-states");
    }

    /** Has every instance from now on keep this pace. */
    static void set() {
        DNSTaskStarter.Factory.setClassDelegate(Pace::new);
    }

    /** A timer that gives some tasks other times than those they ask for, and takes none any more once it is over. */
    private static final class Tact extends Timer {
        private final JmDNSImpl dns;
        private final RandomGenerator random = RandomGenerator.getDefault();
        private boolean over;

        Tact(JmDNSImpl dns, String name) {
            super(name, true);
            this.dns = dns;
        }

        @Override
        public synchronized void schedule(TimerTask task, long delayMs, long periodMs) {
            if (!over) {
                switch (task) {
                    case Prober _
                    when dns.getThrottle() < CONFLICTS -> super.schedule(task, random.nextInt(PROBE_MS + 1), PROBE_MS);
                    case Announcer _ -> super.schedule(task, 0, ANNOUNCE_MS);
                    case Canceler _ -> super.schedule(task, 0, GOODBYE_MS);
                    case TimerTask other -> super.schedule(other, delayMs, periodMs);
                }
            }
        }

        @Override
        public synchronized void schedule(TimerTask task, long delayMs) {
            if (!over) {
                super.schedule(task, delayMs);
            }
        }

        @Override
        public synchronized void cancel() {
            over = true;
            super.cancel();
        }
    }

    @Override
    public void purgeTimer() {
        answers.purge();
    }

    @Override
    public void purgeStateTimer() {
        states.purge();
    }

    @Override
    public void cancelTimer() {
        answers.cancel();
    }

    @Override
    public void cancelStateTimer() {
        states.cancel();
    }

    @Override
    public void startProber() {
        new Prober(dns).start(states);
    }

    @Override
    public void startAnnouncer() {
        new Announcer(dns).start(states);
    }

    @Override
    public void startRenewer() {
        new Renewer(dns).start(states);
    }

    @Override
    public void startCanceler() {
        new Canceler(dns).start(states);
    }

    @Override
    public void startReaper() {
        new RecordReaper(dns).start(answers);
    }

    @Override
    public void startServiceInfoResolver(ServiceInfoImpl info) {
        new ServiceInfoResolver(dns, info).start(answers);
    }

    @Override
    public void startTypeResolver() {
        new TypeResolver(dns).start(answers);
    }

    @Override
    public void startServiceResolver(String type) {
        new ServiceResolver(dns, type).start(answers);
    }

    @Override
    public void startResponder(DNSIncoming in, InetAddress addr, int port) {
        new Responder(dns, in, addr, port).start(answers);
    }
}
