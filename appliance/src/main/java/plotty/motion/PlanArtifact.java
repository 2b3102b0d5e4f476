package plotty.motion;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import plotty.drawing.Layer;
import plotty.drawing.LayerDirectives;
import plotty.drawing.Stroke;
import plotty.motion.DriveLimits.Bound;
import plotty.motion.MachineProfile.Kinematics;
import plotty.motion.MachineProfile.PenProfile;

/**
 * A compiled plan as bytes: magic, version, profile, layers with their strokes, the speed at each point, CRC-32 of all
 * before. Distances and times are not kept: they follow from the rest by sums and square roots, which are rounded the same
 * everywhere.
 */
final class PlanArtifact {
    private static final int MAGIC = 0x70504C4E; // "pPLN"
    private static final int VERSION = 2;
    /** Knew no overlap of travel with the pen's ways, and no limits of drives. */
    private static final int FIRST_VERSION = 1;

    /** No list is made larger than this before its elements have been seen. */
    private static final int FIRST_ALLOCATION = 4096;

    private static final int NOT_GIVEN = -1;

    private PlanArtifact() {}

    static void write(Trajectory trajectory, DataOutput plain) throws IOException {
        CheckedOutput out = new CheckedOutput(plain);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        writeProfile(trajectory.profile(), out);
        Route route = trajectory.route();
        out.writeInt(route.layers().size());
        for (Layer layer : route.layers()) {
            writeLayer(layer, out);
        }
        for (int i = 0; i < route.pointCount(); i++) {
            out.writeDouble(trajectory.speedAtPoint(i));
        }
        out.writeChecksum();
    }

    static Trajectory read(DataInput plain) throws IOException {
        CheckedInput in = new CheckedInput(plain);
        try {
            if (in.readInt() != MAGIC) {
                throw new IOException("This is not a compiled plan.");
            }
            int version = in.readInt();
            if (version != VERSION && version != FIRST_VERSION) {
                throw new IOException("The compiled plan has version %s; this release reads versions %s and %s."
                        .formatted(version, FIRST_VERSION, VERSION));
            }
            MachineProfile profile = readProfile(in, version);
            Route route = readRoute(in);
            double[] speed = readDoubles(in, route.pointCount());
            in.readChecksum();
            requireSpeeds(speed);
            return Trajectory.withSpeeds(route, profile, speed);
        } catch (EOFException e) {
            throw new IOException("The compiled plan ends before its time.", e);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new IOException("The compiled plan is damaged: " + e.getMessage(), e);
        }
    }

    private static void writeProfile(MachineProfile profile, CheckedOutput out) throws IOException {
        out.writeText(profile.name());
        out.writeDouble(profile.widthMm());
        out.writeDouble(profile.heightMm());
        out.writeText(profile.kinematics().name());
        out.writeDouble(profile.stepsPerMm());
        writeLimits(profile.drawing(), out);
        writeLimits(profile.travel(), out);
        out.writeDouble(profile.junctionDeviationMm());
        writePen(profile.pen(), out);
        writeBound(profile.drives().motor(), out);
        writeBound(profile.drives().x(), out);
        writeBound(profile.drives().y(), out);
    }

    private static MachineProfile readProfile(CheckedInput in, int version) throws IOException {
        return new MachineProfile(
                in.readText(),
                in.readDouble(),
                in.readDouble(),
                Kinematics.valueOf(in.readText()),
                in.readDouble(),
                readLimits(in),
                readLimits(in),
                in.readDouble(),
                version == FIRST_VERSION ? readFirstPen(in) : readPen(in),
                version == FIRST_VERSION
                        ? DriveLimits.NONE
                        : new DriveLimits(readBound(in), readBound(in), readBound(in)));
    }

    private static void writePen(PenProfile pen, CheckedOutput out) throws IOException {
        out.writeDouble(pen.liftS());
        out.writeDouble(pen.dropS());
        out.writeDouble(pen.clearS());
        out.writeDouble(pen.hoverS());
        out.writeInt(pen.upPercent());
        out.writeInt(pen.downPercent());
    }

    private static PenProfile readPen(CheckedInput in) throws IOException {
        return new PenProfile(
                in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readInt(), in.readInt());
    }

    private static PenProfile readFirstPen(CheckedInput in) throws IOException {
        return new PenProfile(in.readDouble(), in.readDouble(), in.readInt(), in.readInt());
    }

    private static void writeBound(Bound bound, CheckedOutput out) throws IOException {
        out.writeDouble(bound.speedMmPerS());
        out.writeDouble(bound.accelerationMmPerS2());
    }

    private static Bound readBound(CheckedInput in) throws IOException {
        return new Bound(in.readDouble(), in.readDouble());
    }

    private static void writeLimits(MotionLimits limits, CheckedOutput out) throws IOException {
        out.writeDouble(limits.speedMmPerS());
        out.writeDouble(limits.accelerationMmPerS2());
    }

    private static MotionLimits readLimits(CheckedInput in) throws IOException {
        return new MotionLimits(in.readDouble(), in.readDouble());
    }

    private static void writeLayer(Layer layer, CheckedOutput out) throws IOException {
        out.writeInt(layer.number());
        out.writeText(layer.name());
        out.writeText(layer.color());
        LayerDirectives directives = layer.directives();
        out.writeInt(directives.pauseBefore() ? 1 : 0);
        out.writeInt(directives.penHeightPercent().orElse(NOT_GIVEN));
        out.writeInt(directives.speedPercent().orElse(NOT_GIVEN));
        out.writeInt(Math.toIntExact(directives.delay().toMillis()));
        out.writeInt(layer.strokes().size());
        for (Stroke stroke : layer.strokes()) {
            out.writeInt(stroke.size());
            for (int i = 0; i < stroke.size(); i++) {
                out.writeDouble(stroke.x(i));
                out.writeDouble(stroke.y(i));
            }
        }
    }

    private static Route readRoute(CheckedInput in) throws IOException {
        int count = readCount(in, "layers");
        List<Layer> layers = new ArrayList<>(Math.min(count, FIRST_ALLOCATION));
        for (int i = 0; i < count; i++) {
            layers.add(new Layer(in.readInt(), in.readText(), in.readText(), readDirectives(in), readStrokes(in)));
        }
        return Route.drawn(layers);
    }

    private static LayerDirectives readDirectives(CheckedInput in) throws IOException {
        boolean pauseBefore = in.readInt() != 0;
        return new LayerDirectives(
                false, pauseBefore, readOptional(in), readOptional(in), Duration.ofMillis(in.readInt()));
    }

    private static OptionalInt readOptional(CheckedInput in) throws IOException {
        int value = in.readInt();
        return value == NOT_GIVEN ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static List<Stroke> readStrokes(CheckedInput in) throws IOException {
        int count = readCount(in, "strokes");
        List<Stroke> strokes = new ArrayList<>(Math.min(count, FIRST_ALLOCATION));
        for (int i = 0; i < count; i++) {
            int points = readCount(in, "points");
            strokes.add(Stroke.of(readDoubles(in, Math.multiplyExact(points, 2))));
        }
        return strokes;
    }

    private static int readCount(CheckedInput in, String what) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            throw new IOException("The compiled plan is damaged: %s %s.".formatted(count, what));
        }
        return count;
    }

    /** Reads numbers into an array that grows as they come, so that a damaged count allocates nothing by itself. */
    private static double[] readDoubles(CheckedInput in, int count) throws IOException {
        double[] values = new double[Math.min(count, FIRST_ALLOCATION)];
        for (int i = 0; i < count; i++) {
            if (i == values.length) {
                values = Arrays.copyOf(values, (int) Math.min(count, 2L * values.length));
            }
            values[i] = in.readDouble();
        }
        return values;
    }

    private static void requireSpeeds(double[] speed) {
        for (double value : speed) {
            if (!(value >= 0) || !Double.isFinite(value)) {
                throw new IllegalArgumentException("a speed of %s mm/s".formatted(value));
            }
        }
    }
}
