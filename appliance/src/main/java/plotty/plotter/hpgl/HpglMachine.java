package plotty.plotter.hpgl;

import java.util.EnumSet;
import java.util.Set;
import plotty.motion.MachineProfile;
import plotty.plotter.Adjustment;
import plotty.plotter.Capability;
import plotty.plotter.LinkOpener;
import plotty.plotter.drive.Machine;
import plotty.plotter.drive.Order;
import plotty.plotter.drive.Status;
import plotty.plotter.drive.Waiting;

/** The plotter as a whole. */
final class HpglMachine implements Machine {
    private final HpglSettings settings;

    HpglMachine(HpglSettings settings, LinkOpener opener, Waiting waiting, Status status) {
        this.settings = settings;
        throw new UnsupportedOperationException(opener + " " + waiting + " " + status);
    }

    @Override
    public void post(Order order) {
        throw new UnsupportedOperationException(order.toString());
    }

    @Override
    public void turn() {
        throw new UnsupportedOperationException(settings.name());
    }

    @Override
    public boolean closed() {
        return false;
    }

    @Override
    public MachineProfile profile() {
        return settings.profile();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.noneOf(Capability.class);
    }

    @Override
    public Adjustment adjustment() {
        return Adjustment.NONE;
    }
}
