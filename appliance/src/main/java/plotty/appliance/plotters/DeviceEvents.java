package plotty.appliance.plotters;

import java.util.function.Consumer;
import org.tinylog.Logger;
import plotty.alert.SystemAlert;
import plotty.plotter.DeviceEvent;
import plotty.store.Database;

/**
 * Brings what plotters tell into the event log: durable events by way of the database, fast ones at once. A fault is an
 * alert of the whole system too, in the same transaction: there is never one without the other.
 */
record DeviceEvents(Database database) implements Consumer<DeviceEvent> {

    @Override
    public void accept(DeviceEvent event) {
        if (!event.durable()) {
            database.events().publish(event);
            return;
        }
        var _ = database.write(transaction -> {
                    transaction.append(event);
                    if (event instanceof DeviceEvent.Alert fault) {
                        transaction.append(SystemAlert.fault(fault.device(), fault.message()));
                    }
                    return null;
                })
                .exceptionally(failure -> {
                    Logger.error(failure, "An event of plotter {} could not be stored", event.key());
                    return null;
                });
    }
}
