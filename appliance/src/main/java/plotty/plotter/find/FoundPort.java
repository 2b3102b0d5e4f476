package plotty.plotter.find;

/**
 * A serial port on USB that is there now.
 *
 * @param path of its device file, as {@code /dev/ttyACM0}; may be another at each plugging
 * @param vendor USB id: four hexadecimal digits, lower case
 * @param product USB id: four hexadecimal digits, lower case
 * @param serial USB serial number; empty if the device has none, as many adapters
 * @param socket where it is plugged in, as the kernel counts buses, hubs and interfaces ({@code 1-1.2:1.0}): the same at each
 *     plugging into the same socket
 * @param plugging the kernel's number of this plugging: another each time, so that a quick replugging is seen too
 * @param description what the device calls itself, for people; may be empty
 */
public record FoundPort(
        String path, String vendor, String product, String serial, String socket, String plugging, String description) {

    /** For people: the path and what is known of it. */
    @Override
    public String toString() {
        String ids = "USB " + vendor + ":" + product;
        return path + " (" + (description.isBlank() ? ids : description + ", " + ids) + ")";
    }
}
