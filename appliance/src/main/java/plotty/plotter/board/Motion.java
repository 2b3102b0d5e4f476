package plotty.plotter.board;

/** What can stand in the board's motion queue. */
sealed interface Motion permits MotorMove, Motion.ServoMove, Motion.Delay, Motion.MotorEnable {

    /**
     * A servo is sent to a position.
     *
     * @param position pulse width in 83.3 ns units; 0 switches the output off
     * @param pin the output, RPn
     * @param rate change of position per 24 ms; 0 is at once
     * @param delayTicks until the next command may begin
     */
    record ServoMove(int position, int pin, int rate, long delayTicks) implements Motion {}

    /** Nothing happens for a while. */
    record Delay(long ticks) implements Motion {}

    /** Motors on or off and their microstepping ({@code EM}), in the queue since 2.8.0. */
    record MotorEnable(int first, int second) implements Motion {}
}
