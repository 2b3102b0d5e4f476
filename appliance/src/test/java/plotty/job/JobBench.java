package plotty.job;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import plotty.event.Channel;
import plotty.event.Event;
import plotty.event.Published;
import plotty.event.Subscription;
import plotty.motion.MachineProfile;
import plotty.plotter.Plotter;
import plotty.store.Database;

/** The room with a real database and real files, and plotters whose time the test moves. */
final class JobBench implements AutoCloseable {
    /** Two layers: a line of 100 mm each, some 3 s of drawing in all. */
    static final String TWO_LAYERS = """
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
                width="200mm" height="100mm" viewBox="0 0 200 100">
              <g inkscape:groupmode="layer" inkscape:label="red"><path d="M10 10H110" stroke="red"/></g>
              <g inkscape:groupmode="layer" inkscape:label="blue"><path d="M110 20H10" stroke="blue"/></g>
            </svg>
            """;

    /** The same for one pen. */
    static final String ONE_PEN =
            TWO_LAYERS.replace("stroke=\"red\"", "stroke=\"black\"").replace("stroke=\"blue\"", "stroke=\"black\"");

    /** One line of 250 mm: 5 s and a bit. */
    static final String LONG_LINE = """
            <svg xmlns="http://www.w3.org/2000/svg" width="280mm" height="100mm" viewBox="0 0 280 100">
              <path d="M10 10H260" stroke="black"/>
            </svg>
            """;

    final Path folder;
    final Database database;
    final Jobs jobs;
    final List<FakePlotter> plotters;
    final Clock clock;
    private final Subscription subscription;
    private final List<Published> heard = new ArrayList<>();
    private final AtomicInteger uploads = new AtomicInteger();
    /** The clock by which the disk is measured: by it a write takes no time, unless a test moves it. */
    final AtomicLong diskNanos = new AtomicLong();

    private final List<CountDownLatch> stops = new CopyOnWriteArrayList<>();

    /** A clock that stands still until it is moved. */
    static final class Clock implements InstantSource {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T06:00:00Z"));

        @Override
        public Instant instant() {
            return now.get();
        }

        void advance(Duration time) {
            now.updateAndGet(before -> before.plus(time));
        }
    }

    private JobBench(Path folder, Clock clock, UnaryOperator<JobSettings> settings, List<FakePlotter> plotters) {
        this.folder = folder;
        this.clock = clock;
        this.plotters = plotters;
        this.database = Database.openOrRestore(folder.resolve("plotty.db"), List.of(Jobs.MIGRATIONS), clock);
        this.subscription = database.events().subscribe(java.util.EnumSet.allOf(Channel.class), () -> {});
        this.jobs = Jobs.open(
                settings.apply(JobSettings.in(folder.resolve("jobs"))),
                database,
                List.<Plotter>copyOf(plotters),
                clock,
                diskNanos::get,
                new SplittableRandom(1));
        plotters.forEach(plotter -> plotter.start(jobs.listener(plotter.id())));
    }

    static JobBench in(Path folder) {
        return in(folder, settings -> settings);
    }

    static JobBench in(Path folder, UnaryOperator<JobSettings> settings, FakePlotter... plotters) {
        return new JobBench(
                folder,
                new Clock(),
                settings,
                plotters.length == 0 ? List.of(new FakePlotter("axi", MachineProfile.AXIDRAW_V3)) : List.of(plotters));
    }

    /** With no plotter at first. */
    static JobBench without(Path folder) {
        return new JobBench(folder, new Clock(), settings -> settings, new ArrayList<>());
    }

    /** A plotter comes while the service runs. */
    void add(FakePlotter plotter) {
        jobs.add(plotter);
        plotter.start(jobs.listener(plotter.id()));
        plotters.add(plotter);
    }

    /** The next life of the service, had this one been killed now: with what the disk holds at this moment. */
    JobBench killed(Path next) {
        copyDisk(next);
        return new JobBench(
                next, clock, settings -> settings, List.of(new FakePlotter("axi", MachineProfile.AXIDRAW_V3)));
    }

    /** What the disk holds at this moment, between two commits. */
    void copyDisk(Path next) {
        database.write(transaction -> {
                    copy(folder, next);
                    return null;
                })
                .join();
    }

    /** The next life after this one was closed. */
    JobBench restarted() {
        close();
        return new JobBench(
                folder, clock, settings -> settings, List.of(new FakePlotter("axi", MachineProfile.AXIDRAW_V3)));
    }

    /** Others may write meanwhile: where a file gets another name under our hands, it is looked for anew. */
    static void copy(Path from, Path to) {
        while (!copied(from, to)) {
            Thread.onSpinWait();
        }
    }

    /** Whether all was still there when its turn came. */
    private static boolean copied(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else if (!file.toString().endsWith("-shm")) {
                    Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return true;
        } catch (NoSuchFileException renamed) {
            return false;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return false;
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FakePlotter plotter() {
        return plotters.getFirst();
    }

    static JobOptions options(String name) {
        return JobOptions.named(name);
    }

    Path upload(String content) {
        try {
            Path file = folder.resolve("incoming-" + uploads.incrementAndGet());
            return Files.write(file, content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Job submit(String name, String svg) {
        return jobs.receive(upload(svg), options(name));
    }

    /** A job that has been planned. */
    Job planned(String name, String svg) {
        Job job = submit(name, svg);
        await("the plan of " + name, () -> job(job.id()).estimateS().isPresent());
        return job(job.id());
    }

    /** A job that is being drawn. */
    Job started(String name, String svg) {
        Job job = planned(name, svg);
        order(job, JobAction.START);
        await("drawing of " + name, () -> plotter().isDrawing());
        return job(job.id());
    }

    Job job(String idOrName) {
        return jobs.find(idOrName).orElseThrow();
    }

    Job order(Job job, JobAction action) {
        return jobs.control(job.id(), action, Jobs.UncertainChoice.REDRAW);
    }

    /** Draws up to a planned time, waiting for the permits that it takes. */
    void drawTo(double timeS) {
        drawTo(plotter(), timeS);
    }

    void drawTo(FakePlotter plotter, double timeS) {
        while (plotter.isDrawing() && plotter.atS() < timeS - 1e-9) {
            await("a permit", () -> !plotter.waitsForPermit());
            double before = plotter.atS();
            plotter.advance(Math.min(0.05, timeS - before));
            clock.advance(Duration.ofNanos(Math.round((plotter.atS() - before) * 1e9)));
        }
    }

    /** Draws to the end. */
    Job drawAll(Job job) {
        drawTo(Double.MAX_VALUE);
        return awaitStatus(job, JobStatus.COMPLETED);
    }

    Job awaitStatus(Job job, JobStatus status) {
        await(job.name() + " to be " + status, () -> job(job.id()).status() == status);
        return job(job.id());
    }

    /** The marks as the disk knows them. */
    JobMark mark(Job job) {
        return new JobStore(database)
                .open().stream()
                        .filter(saved -> saved.job().id().equals(job.id()))
                        .findFirst()
                        .flatMap(SavedJob::mark)
                        .orElseThrow();
    }

    /** Keeps the disk from writing until the latch is counted down. */
    CountDownLatch stopDisk() {
        CountDownLatch latch = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        stops.add(latch);
        var _ = database.write(transaction -> {
            stopped.countDown();
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
        await("the disk to stop", () -> stopped.getCount() == 0);
        return latch;
    }

    /** Whether something waits behind what stops the disk. */
    boolean diskIsAwaited() {
        return database.pulse().waiting() > 0;
    }

    /** From now on the disk refuses every job's row for which the SQL condition on {@code NEW} holds. */
    void refuseRows(String condition) {
        execute("CREATE TRIGGER refusal BEFORE UPDATE ON job WHEN " + condition
                + " BEGIN SELECT RAISE(FAIL, 'no room left'); END");
    }

    void acceptRows() {
        execute("DROP TRIGGER refusal");
    }

    private void execute(String sql) {
        database.write(transaction -> {
                    try (Statement statement = transaction.connection().createStatement()) {
                        return statement.execute(sql);
                    }
                })
                .join();
    }

    /** Everything that was published so far, with the news of all that can be seen: the disk shows first, and then tells. */
    synchronized List<Published> heard() {
        // Answered once all before it has been told; after the end of the service it is refused, for then all has.
        database.write(_ -> null).handle((_, _) -> null).join();
        for (Optional<Published> next = subscription.poll(); next.isPresent(); next = subscription.poll()) {
            heard.add(next.get());
        }
        return List.copyOf(heard);
    }

    <E extends Event> List<E> heard(Class<E> type) {
        return heard().stream()
                .map(Published::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** {@code QUEUED>RUNNING} and so on, in their order. */
    List<String> steps() {
        return heard(JobEvent.StateChanged.class).stream()
                .map(event -> event.from() + ">" + event.to())
                .toList();
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("waited in vain for " + what);
            }
            LockSupport.parkNanos(500_000);
        }
    }

    @Override
    public void close() {
        // A test that failed may have left the disk as it was.
        stops.forEach(CountDownLatch::countDown);
        jobs.close();
        plotters.forEach(FakePlotter::close);
        database.close();
    }
}
