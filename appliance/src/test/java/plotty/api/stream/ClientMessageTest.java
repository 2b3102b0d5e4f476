package plotty.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plotty.api.JobOrder;
import plotty.event.Channel;
import plotty.job.JobAction;
import plotty.job.Jobs;

class ClientMessageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"subscribe\",\"channels\":[\"jobs\",\"devices\"]}",
                "{\"type\":\"SUBSCRIBE\",\"channels\":[\"jobs\",\"device\"]}",
                "{\"action\":\"subscribe\",\"channels\":[\"job\",\"DEVICES\"]}",
                "{\"action\":\"Subscribe\",\"channels\":[\"Jobs\",\"device\"],\"extra\":{\"a\":1}}"
            })
    void every_spelling_of_a_subscription_is_understood(String text) {
        assertEquals(subscription(Set.of(Channel.JOBS, Channel.DEVICES), List.of()), ClientMessage.parse(text));
    }

    @Test
    void all_is_every_channel_but_those_for_developers() {
        ClientMessage.Subscribe subscribe =
                (ClientMessage.Subscribe) ClientMessage.parse("{\"type\":\"subscribe\",\"channels\":[\"all\"]}");
        assertEquals(
                Set.of(Channel.JOBS, Channel.DEVICES, Channel.SYSTEM, Channel.ALERTS, Channel.ACTIVITY),
                subscribe.channels());
    }

    @Test
    void unknown_channels_are_kept_apart_from_the_known() {
        assertEquals(
                subscription(Set.of(Channel.ALERTS), List.of("weather")),
                ClientMessage.parse("{\"type\":\"subscribe\",\"channels\":[\"alert\",\"weather\"]}"));
    }

    @Test
    void an_order_names_job_action_and_what_to_do_with_the_uncertain_window() {
        assertEquals(
                new ClientMessage.Control("a", new JobOrder.Plain(JobAction.RESUME, Jobs.UncertainChoice.SKIP)),
                ClientMessage.parse(
                        "{\"type\":\"job_control\",\"job_id\":\"a\",\"action\":\"RESUME\",\"uncertain\":\"skip\"}"));
        assertEquals(
                new ClientMessage.Control("a", new JobOrder.Plain(JobAction.PAUSE, Jobs.UncertainChoice.REDRAW)),
                ClientMessage.parse("{\"type\":\"job_control\",\"job_id\":\"a\",\"action\":\"pause\"}"));
    }

    @Test
    void unsubscribing_without_channels_leaves_all() {
        assertEquals(
                new ClientMessage.Unsubscribe(EnumSet.allOf(Channel.class), List.of()),
                ClientMessage.parse("{\"type\":\"unsubscribe\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense|INVALID_JSON",
                "[1]|INVALID_JSON",
                "{\"type\":\"dance\"}|UNKNOWN_TYPE",
                "{}|INVALID_MESSAGE",
                "{\"type\":7}|INVALID_MESSAGE",
                "{\"type\":\"subscribe\"}|INVALID_MESSAGE",
                "{\"type\":\"subscribe\",\"channels\":\"jobs\"}|INVALID_MESSAGE",
                "{\"type\":\"subscribe\",\"channels\":[1]}|INVALID_MESSAGE",
                "{\"type\":\"job_control\",\"job_id\":\"a\"}|INVALID_MESSAGE",
                "{\"type\":\"job_control\",\"job_id\":\"a\",\"action\":\"explode\"}|INVALID_MESSAGE",
                "{\"type\":\"job_control\",\"job_id\":5,\"action\":\"pause\"}|INVALID_MESSAGE",
                "{\"type\":\"request_job_status\"}|INVALID_MESSAGE"
            })
    void what_cannot_be_understood_is_told_with_a_code(String text, ErrorCode code) {
        assertEquals(
                code,
                assertThrows(StreamErrorException.class, () -> ClientMessage.parse(text))
                        .code());
    }

    @Test
    void an_unknown_type_is_told_with_the_known_ones() {
        StreamErrorException error =
                assertThrows(StreamErrorException.class, () -> ClientMessage.parse("{\"type\":\"dance\"}"));
        assertTrue(error.getMessage().contains("'dance'"), error.getMessage());
        assertEquals(ClientMessage.KINDS, error.known());
    }

    private static ClientMessage subscription(Set<Channel> channels, List<String> unknown) {
        return new ClientMessage.Subscribe(channels, unknown, Optional.empty(), Optional.empty(), 0, Optional.empty());
    }
}
