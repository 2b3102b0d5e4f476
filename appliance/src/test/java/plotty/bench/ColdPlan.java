package plotty.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import plotty.drawing.Drawing;
import plotty.drawing.svg.SvgLimits;
import plotty.drawing.svg.SvgReader;
import plotty.motion.MachineProfile;
import plotty.motion.Placement;
import plotty.motion.Route;
import plotty.motion.Trajectory;
import plotty.motion.order.Optimization;

/**
 * Plans a file in a process of its own, started with the service's options: first cold, then again and again. Prints the first
 * time and the median of the later ones, ms, how much the process grew for the first plan, and how much was reachable at most
 * while planning (by collecting garbage all the time, in a run of its own), MB.
 */
public final class ColdPlan {
    private static final int TIMES = 15;

    /** The last plan, so that it is reachable until all has been measured. */
    private static volatile Trajectory kept;

    private ColdPlan() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        byte[] svg = Files.readAllBytes(Path.of(arguments[0]));
        System.gc();
        double idleMb = residentMb("VmRSS");
        long begun = System.nanoTime();
        Trajectory first = plan(svg);
        double coldMs = (System.nanoTime() - begun) / 1e6;
        double grownMb = residentMb("VmHWM") - idleMb;
        double[] warmMs = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            begun = System.nanoTime();
            plan(svg);
            warmMs[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(warmMs);
        System.out.printf(
                Locale.ROOT,
                "%d %f %f %f %f%n",
                first.route().pointCount(),
                coldMs,
                warmMs[TIMES / 2],
                grownMb,
                reachableMb(svg));
    }

    private static Trajectory plan(byte[] svg) {
        Drawing drawing = SvgReader.read(new ByteArrayInputStream(svg), SvgLimits.DEFAULT);
        Drawing placed = Placement.AS_IS.place(drawing, MachineProfile.AXIDRAW_V3);
        return Trajectory.plan(Route.of(placed, Optimization.DEFAULT, System::nanoTime), MachineProfile.AXIDRAW_V3);
    }

    /** A figure of the process as the kernel has it. */
    private static double residentMb(String figure) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(figure + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1000)
                .findFirst()
                .orElseThrow();
    }

    private static double reachableMb(byte[] svg) throws InterruptedException {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        System.gc();
        long idle = memory.getHeapMemoryUsage().getUsed();
        Thread planner = new Thread(() -> kept = plan(svg), "planner");
        planner.start();
        long most = 0;
        while (planner.isAlive()) {
            most = Math.max(most, reachable(memory));
            planner.join(1);
        }
        most = Math.max(most, reachable(memory));
        return (most - idle) / 1e6;
    }

    private static long reachable(MemoryMXBean memory) {
        System.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
