package plotty.panel;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import plotty.event.EventLog;
import plotty.job.Job;
import plotty.job.JobAction;
import plotty.job.JobStatus;

/** A panel on its own thread and in real time, with one job that never stops being drawn. */
final class LivePanel implements JobDesk, PanelOutlook, PanelOrders, AutoCloseable {
    /** Far longer than anything here takes, also on a loaded machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final EventLog events = new EventLog("epoch", 0, (_, _) -> List.of(), InstantSource.system());
    final Queue<String> orders = new ConcurrentLinkedQueue<>();
    final Panel panel;
    volatile List<Job> jobs =
            List.of(SteeredPanel.jobOf("a", JobStatus.RUNNING, Optional.of("one"), Set.of(), Optional.empty()));

    LivePanel(PanelSettings settings) {
        panel = Panel.open(settings, events, this, this, this, InstantSource.system());
    }

    static void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("within " + PATIENCE.toSeconds() + " s never: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public List<Job> open() {
        return jobs;
    }

    @Override
    public void order(String jobId, JobAction action) {
        orders.add(action + " " + jobId);
    }

    @Override
    public void stopHands() {
        orders.add("STOP by hand");
    }

    @Override
    public boolean presenceWanted() {
        return false;
    }

    @Override
    public boolean atWorkOnItself() {
        return false;
    }

    @Override
    public Set<PanelFault> faults() {
        return Set.of();
    }

    @Override
    public String plotterId(String idOrName) {
        return idOrName;
    }

    @Override
    public void presenceShown() {
        orders.add("presence");
    }

    @Override
    public void resetNetwork() {
        orders.add("network reset");
    }

    @Override
    public void append(PanelEvent durable) {
        orders.add(durable.type());
    }

    @Override
    public void close() {
        panel.close();
    }
}
