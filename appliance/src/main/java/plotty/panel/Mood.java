package plotty.panel;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plotty.job.Job;
import plotty.job.JobStatus;
import plotty.job.PauseCause;

/**
 * What there is to show: how the box stands, in one look.
 *
 * @param atWork whether the service is busy with itself
 * @param plotting whether a pen moves
 * @param paused whether a job is paused
 * @param penChange whether a pen is waited for
 * @param faults what is wrong
 * @param hold a button held down, which does something if it goes on
 */
record Mood(
        boolean atWork,
        boolean plotting,
        boolean paused,
        boolean penChange,
        Set<PanelFault> faults,
        Optional<Gestures.Hold> hold) {

    static Mood of(JobButtons buttons, PanelOutlook outlook, boolean panelFault, Optional<Gestures.Hold> hold) {
        List<Job> jobs = buttons.jobs();
        List<Job> paused = jobs.stream()
                .filter(job -> job.status() == JobStatus.PAUSED && !buttons.isPlotting(job))
                .toList();
        Set<PanelFault> faults = EnumSet.noneOf(PanelFault.class);
        faults.addAll(outlook.faults());
        paused.forEach(job -> faultOf(job).ifPresent(faults::add));
        if (panelFault) {
            faults.add(PanelFault.PANEL);
        }
        return new Mood(
                outlook.atWorkOnItself(),
                jobs.stream().anyMatch(buttons::isPlotting),
                !paused.isEmpty(),
                paused.stream().anyMatch(job -> job.causes().contains(PauseCause.PEN_CHANGE)),
                faults,
                hold);
    }

    /** Why a click does not resume it. */
    private static Optional<PanelFault> faultOf(Job paused) {
        if (JobButtons.isClearedByHand(paused)) {
            return Optional.empty();
        }
        if (paused.causes().contains(PauseCause.DEVICE_LOST)) {
            return Optional.of(PanelFault.NO_PLOTTER);
        }
        return Optional.of(
                paused.causes().contains(PauseCause.NEEDS_ORIGIN)
                        ? PanelFault.NEEDS_ORIGIN
                        : PanelFault.NEEDS_DECISION);
    }

    /** What an LED does then. */
    LedPattern of(PanelLed led) {
        return switch (led) {
            case STATUS, COLOR -> overall();
            case READY -> !plotting && !paused && !atWork && faults.isEmpty() ? Patterns.lit("ready") : Patterns.OFF;
            case PLOTTING -> plotting ? Patterns.PLOTTING : Patterns.OFF;
            case PAUSED -> penChange ? Patterns.PEN_CHANGE : paused ? Patterns.PAUSED : Patterns.OFF;
            case FAULT -> fault().map(Patterns::fault).orElse(Patterns.OFF);
        };
    }

    private LedPattern overall() {
        if (hold.isPresent()) {
            return Patterns.holding(
                    hold.get().kind(), Duration.ofNanos(hold.get().lengthNs()));
        }
        if (atWork) {
            return Patterns.WORKING;
        }
        if (plotting) {
            return Patterns.PLOTTING;
        }
        if (fault().isPresent()) {
            return Patterns.fault(fault().get());
        }
        if (penChange) {
            return Patterns.PEN_CHANGE;
        }
        return paused ? Patterns.PAUSED : Patterns.READY;
    }

    /** Of several the one with the fewest blinks. */
    private Optional<PanelFault> fault() {
        return faults.stream().min(Comparator.comparingInt(PanelFault::blinks));
    }
}
