package plotty.appliance;

/** The box is asked how it is. */
record MachineStory(Witness witness) {
    void live() {
        witness.ask("GET", "/health/live");
        witness.ask("GET", "/health/ready");
        witness.ask("GET", "/api/v1/ui");
        for (String name : new String[] {"openapi", "asyncapi"}) {
            witness.ask("GET", "/api/v1/" + name + ".yaml");
            witness.ask("GET", "/api/v1/" + name + ".json");
        }
        witness.ask("GET", "/api/v1/certificate");
        witness.ask("GET", "/plotty-ca.crt");
        witness.ask("GET", "/api/v1/discovery");
        witness.ask("GET", "/api/v1/discovery/qr.svg");
        witness.ask("GET", "/ssdp/device.xml");
        witness.ask("GET", "/api/v1/stream/keys");
        witness.await("/api/v1/metrics", answer -> answer.status() == 200);
        witness.ask("GET", "/api/v1/status");
        witness.ask("GET", "/api/v1/panel");
        witness.tell("POST", "/api/v1/panel/buttons/cancel/press", "{'for_ms':100}");
        witness.ask("POST", "/api/v1/panel/buttons/cancel/release");
        witness.ask("POST", "/api/v1/panel/buttons/doorbell/press");
        witness.ask("POST", "/api/v1/panel/buttons/doorbell/release");
        witness.ask("GET", "/metrics");
        witness.ask("GET", "/api/v1/logs?level=info&module=plotty&limit=5");
        witness.ask("GET", "/api/v1/system/safe-mode");
        witness.ask("GET", "/api/v1/system/support-bundle");
        witness.ask("GET", "/api/v1/system/log-levels");
        witness.tell(
                "PATCH",
                "/api/v1/system/log-levels",
                "{'level':'info','modules':{'plotty.plotter':'info'},'minutes':1}");
        witness.tell("PATCH", "/api/v1/system/log-levels", "{'level':'loud'}");
        witness.ask("DELETE", "/api/v1/system/log-levels");
        witness.await(
                "/api/v1/devices/plotter-1",
                answer -> answer.body().path("connection_status").asText().equals("connected"));
        witness.ask("GET", "/api/v1/devices?connection=connected,busy");
        witness.ask("GET", "/api/v1/devices/nowhere");
        witness.ask("GET", "/api/v1/devices/plotter-1/adjustment");
        witness.tell("PATCH", "/api/v1/devices/plotter-1/adjustment", "{'pen_down_percent':45,'pen_up_percent':70}");
        witness.tell("PATCH", "/api/v1/devices/plotter-1/adjustment", "{'pen_down_percent':null}");
        witness.tell("PATCH", "/api/v1/devices/plotter-1/adjustment", "{'speed_percent':9}");
        witness.ask("POST", "/api/v1/devices/plotter-1/origin");
        witness.tell("POST", "/api/v1/devices/plotter-1/control", "{'action':'jog','dx_mm':2}");
        witness.tell("POST", "/api/v1/devices/plotter-1/control", "{'action':'go_to_origin'}");
        witness.tell("POST", "/api/v1/devices/plotter-1/control", "{'action':'dance'}");
    }
}
