/** Real serial ports, by jSerialComm. No other room knows that library. */
package plotty.plotter.serial;
