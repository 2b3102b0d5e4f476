package plotty.panel;

/** What the panel causes in rooms that it may not use. Each is called on a thread of its own, and may block. */
public interface PanelOrders {

    /** Somebody showed that he is there. */
    void presenceShown();

    /** Somebody wants the box to forget its network: he held both buttons for 10 s while nothing was drawn. */
    void resetNetwork();

    /** Makes an event of the panel durable. */
    void append(PanelEvent durable);
}
