package plotty.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import plotty.job.Job.Artifact;
import plotty.job.Job.Phase;
import plotty.job.Job.PhaseStatus;
import plotty.job.Job.SubPhase;

/** The phases of a job, P00 to P06, and how each stands. Immutable: a change makes another one. */
record Phases(List<Phase> list) {
    static final String RECEIVE = "P00";
    static final String ANALYZE = "P01";
    static final String OPTIMIZE = "P02";
    static final String PLAN = "P03";
    static final String ARM = "P04";
    static final String PLOT = "P05";
    static final String FINISH = "P06";

    Phases {
        list = List.copyOf(list);
    }

    /** All pending. */
    static Phases pending() {
        return new Phases(List.of(
                pending(RECEIVE, "receive"),
                pending(ANALYZE, "analyze"),
                pending(OPTIMIZE, "optimize"),
                pending(PLAN, "plan"),
                pending(ARM, "arm"),
                pending(PLOT, "plot"),
                pending(FINISH, "finish")));
    }

    private static Phase pending(String id, String name) {
        return new Phase(
                id,
                name,
                PhaseStatus.PENDING,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    Phase phase(String id) {
        return list.stream().filter(phase -> phase.id().equals(id)).findFirst().orElseThrow();
    }

    Phases start(String id, Instant now) {
        return change(id, phase -> with(phase, PhaseStatus.RUNNING, Optional.of(now), Optional.empty()));
    }

    Phases complete(String id, Instant now, List<String> warnings, List<Artifact> artifacts) {
        return change(
                id,
                phase -> new Phase(
                        phase.id(),
                        phase.name(),
                        PhaseStatus.COMPLETED,
                        phase.startedAt().or(() -> Optional.of(now)),
                        Optional.of(now),
                        phase.errors(),
                        joined(phase.warnings(), warnings),
                        joined(phase.artifacts(), artifacts),
                        phase.subPhases()));
    }

    /** Notes something that is worth telling, without ending the phase. */
    Phases warn(String id, String sentence) {
        return change(
                id,
                phase -> new Phase(
                        phase.id(),
                        phase.name(),
                        phase.status(),
                        phase.startedAt(),
                        phase.endedAt(),
                        phase.errors(),
                        joined(phase.warnings(), List.of(sentence)),
                        phase.artifacts(),
                        phase.subPhases()));
    }

    /** Makes phases what they were before they began. */
    Phases reset(List<String> ids) {
        Phases changed = this;
        for (String id : ids) {
            changed = changed.change(id, phase -> pending(phase.id(), phase.name()));
        }
        return changed;
    }

    /** The job ends early: what runs has failed with the sentence, what was to come is skipped. */
    Phases end(Instant now, String sentence) {
        return new Phases(list.stream()
                .map(phase -> switch (phase.status()) {
                    case RUNNING -> failed(phase, now, sentence);
                    case PENDING -> with(phase, PhaseStatus.SKIPPED, Optional.empty(), Optional.empty());
                    case COMPLETED, FAILED, SKIPPED -> phase;
                })
                .toList());
    }

    /** The job fails in this phase. */
    Phases fail(String id, Instant now, String sentence) {
        return change(id, phase -> failed(phase, now, sentence)).end(now, sentence);
    }

    /** P05 gets a sub-phase for each layer that is drawn. */
    Phases layers(List<String> names) {
        List<SubPhase> subPhases = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            subPhases.add(new SubPhase(
                    PLOT + "." + (i + 1), names.get(i), PhaseStatus.PENDING, Optional.empty(), Optional.empty()));
        }
        return change(PLOT, phase -> withSubPhases(phase, subPhases));
    }

    /** The pen is on layer number so many (from 1): those before are completed; with 0 nothing changes. */
    Phases layer(int number, Instant now) {
        return change(PLOT, phase -> {
            List<SubPhase> subPhases = new ArrayList<>();
            for (int i = 0; i < phase.subPhases().size(); i++) {
                SubPhase sub = phase.subPhases().get(i);
                boolean left = sub.status() == PhaseStatus.PENDING || sub.status() == PhaseStatus.RUNNING;
                if (i + 1 < number && left) {
                    sub = new SubPhase(
                            sub.id(),
                            sub.name(),
                            PhaseStatus.COMPLETED,
                            sub.startedAt().or(() -> Optional.of(now)),
                            Optional.of(now));
                } else if (i + 1 == number && sub.status() == PhaseStatus.PENDING) {
                    sub = new SubPhase(sub.id(), sub.name(), PhaseStatus.RUNNING, Optional.of(now), Optional.empty());
                }
                subPhases.add(sub);
            }
            return withSubPhases(phase, subPhases);
        });
    }

    /** Whether layer number so many (from 1) is still to begin. */
    boolean awaitsLayer(int number) {
        List<SubPhase> subPhases = phase(PLOT).subPhases();
        return number >= 1
                && number <= subPhases.size()
                && subPhases.get(number - 1).status() == PhaseStatus.PENDING;
    }

    /**
     * A person sends the pen to layer number so many (from 1; past the last one is the end): what is not drawn before it is
     * skipped, and it and what comes after it is still to be drawn.
     */
    Phases goTo(int number, Instant now) {
        return change(PLOT, phase -> {
            List<SubPhase> subPhases = new ArrayList<>();
            for (int i = 0; i < phase.subPhases().size(); i++) {
                SubPhase sub = phase.subPhases().get(i);
                boolean drawn = sub.status() == PhaseStatus.COMPLETED || sub.status() == PhaseStatus.SKIPPED;
                boolean begun = i + 1 == number && sub.status() == PhaseStatus.RUNNING;
                if (i + 1 < number && !drawn) {
                    sub = new SubPhase(sub.id(), sub.name(), PhaseStatus.SKIPPED, sub.startedAt(), Optional.of(now));
                } else if (i + 1 >= number && !begun) {
                    sub = new SubPhase(sub.id(), sub.name(), PhaseStatus.PENDING, Optional.empty(), Optional.empty());
                }
                subPhases.add(sub);
            }
            return withSubPhases(phase, subPhases);
        });
    }

    /** Nothing is left to be drawn: P05 and P06 are done. */
    Phases drawn(Instant now) {
        return layer(phase(PLOT).subPhases().size() + 1, now)
                .complete(PLOT, now, List.of(), List.of())
                .start(FINISH, now)
                .complete(FINISH, now, List.of(), List.of());
    }

    /** P04 is done, and P05 begins. */
    Phases armed(Instant now, List<String> warnings) {
        return start(ARM, now).complete(ARM, now, warnings, List.of()).start(PLOT, now);
    }

    private Phases change(String id, UnaryOperator<Phase> change) {
        return new Phases(list.stream()
                .map(phase -> phase.id().equals(id) ? change.apply(phase) : phase)
                .toList());
    }

    private static Phase failed(Phase phase, Instant now, String sentence) {
        return new Phase(
                phase.id(),
                phase.name(),
                PhaseStatus.FAILED,
                phase.startedAt().or(() -> Optional.of(now)),
                Optional.of(now),
                joined(phase.errors(), List.of(sentence)),
                phase.warnings(),
                phase.artifacts(),
                phase.subPhases().stream().map(sub -> ended(sub, now)).toList());
    }

    private static SubPhase ended(SubPhase sub, Instant now) {
        return switch (sub.status()) {
            case PENDING -> new SubPhase(sub.id(), sub.name(), PhaseStatus.SKIPPED, Optional.empty(), Optional.empty());
            case RUNNING -> new SubPhase(sub.id(), sub.name(), PhaseStatus.FAILED, sub.startedAt(), Optional.of(now));
            case COMPLETED, FAILED, SKIPPED -> sub;
        };
    }

    private static Phase with(Phase phase, PhaseStatus status, Optional<Instant> startedAt, Optional<Instant> endedAt) {
        return new Phase(
                phase.id(),
                phase.name(),
                status,
                startedAt,
                endedAt,
                phase.errors(),
                phase.warnings(),
                phase.artifacts(),
                phase.subPhases());
    }

    private static Phase withSubPhases(Phase phase, List<SubPhase> subPhases) {
        return new Phase(
                phase.id(),
                phase.name(),
                phase.status(),
                phase.startedAt(),
                phase.endedAt(),
                phase.errors(),
                phase.warnings(),
                phase.artifacts(),
                List.copyOf(subPhases));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
