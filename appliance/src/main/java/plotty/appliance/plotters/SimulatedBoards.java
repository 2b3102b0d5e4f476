package plotty.appliance.plotters;

import plotty.appliance.settings.Model;
import plotty.motion.MachineProfile;
import plotty.plotter.LinkOpener;
import plotty.plotter.board.BoardSettings;
import plotty.plotter.board.EbbBoard;
import plotty.plotter.board.Firmware;
import plotty.plotter.board.InkWitness;
import plotty.plotter.board.SimulatedBoard;
import plotty.plotter.board.grbl.GrblBoard;
import plotty.plotter.board.grbl.GrblSettings;
import plotty.plotter.board.grbl.PenMount;
import plotty.plotter.board.hpgl.HpglBoard;
import plotty.plotter.board.hpgl.HpglSettings;
import plotty.plotter.grbl.GrblModel;

/** Makes simulated boards in machines that are as the configuration describes them. */
final class SimulatedBoards {
    // GRBL 1.1, "Configuration": $110-$111 mm/min, $120-$121 mm/s², $130-$131 mm.
    private static final int SPEED_X = 110;
    private static final int ACCELERATION_X = 120;
    private static final int TRAVEL_X = 130;
    private static final double SECONDS_A_MINUTE = 60;

    private SimulatedBoards() {}

    /** A board that was just switched on, with its pen at the origin; the speed of its time is 1 for real time. */
    static LinkOpener make(Model model, double speed) {
        return switch (model) {
            case Model.Ebb _ ->
                new SimulatedBoard<>(new EbbBoard(BoardSettings.of(Firmware.V2_8_1), InkWitness.NONE), speed);
            case Model.Grbl grbl -> new SimulatedBoard<>(new GrblBoard(settings(grbl), InkWitness.NONE), speed);
            case Model.Hpgl hpgl -> new SimulatedBoard<>(new HpglBoard(settings(hpgl), InkWitness.NONE), speed);
        };
    }

    private static GrblSettings settings(Model.Grbl model) {
        MachineProfile profile = model.profile();
        return GrblSettings.servo()
                .withPen(mount(model.kind().pen()))
                .withFlips(model.kind().mirrorX(), model.kind().mirrorY())
                .with(SPEED_X, profile.travel().speedMmPerS() * SECONDS_A_MINUTE)
                .with(SPEED_X + 1, profile.travel().speedMmPerS() * SECONDS_A_MINUTE)
                .with(ACCELERATION_X, profile.travel().accelerationMmPerS2())
                .with(ACCELERATION_X + 1, profile.travel().accelerationMmPerS2())
                .with(TRAVEL_X, profile.widthMm())
                .with(TRAVEL_X + 1, profile.heightMm());
    }

    /** An HP 7475A with the larger sheet if the work area does not fit on the smaller one. */
    private static HpglSettings settings(Model.Hpgl model) {
        MachineProfile profile = model.profile();
        HpglSettings small = HpglSettings.a4();
        boolean fits =
                profile.widthMm() * model.kind().unitsPerMm() <= small.sheet().clipX()
                        && profile.heightMm() * model.kind().unitsPerMm()
                                <= small.sheet().clipY();
        return fits ? small : HpglSettings.a3();
    }

    /** The pen touches the paper halfway between up and down. */
    private static PenMount mount(GrblModel.Pen pen) {
        return switch (pen) {
            case GrblModel.Pen.Servo(int upS, int downS) ->
                new PenMount.Servo((upS + downS) / 2.0, downS > upS, 50_000_000);
            case GrblModel.Pen.ZAxis(double upMm, double downMm, double _) ->
                new PenMount.ZAxis((upMm + downMm) / 2, downMm > upMm);
        };
    }
}
