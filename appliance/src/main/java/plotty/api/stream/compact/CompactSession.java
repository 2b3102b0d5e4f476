package plotty.api.stream.compact;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import plotty.access.Principal;
import plotty.api.BadInputException;
import plotty.api.stream.Clients;
import plotty.api.stream.Pump;
import plotty.api.stream.compact.CompactEndpoint.Beginning;
import plotty.api.stream.compact.Refusal.Code;
import plotty.event.Published;
import plotty.http.Request;
import plotty.http.WebSocketEndpoint.Connection;
import plotty.http.WebSocketEndpoint.Session;
import plotty.job.JobEvent;

/** One client of the native protocol. Everything here runs on the event loop, but for what is handed to a worker. */
final class CompactSession implements Session {
    /** So many requests may wait for their answers. */
    static final int MOST_WAITING = 32;

    private static final int TRY_AGAIN_LATER = 1013;
    private static final int POLICY_VIOLATION = 1008;

    /** What was told of more subjects than these is forgotten: the next event about one is told in full. */
    private static final int SUBJECTS = 64;

    private final CompactEndpoint endpoint;
    private final Connection connection;
    private final Encoding encoding;
    private final Principal who;
    private final Clients.Client client;
    private final Credits credits;
    private final Incoming incoming;
    private final Map<Integer, Told> lastTold = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Told> eldest) {
            return size() > SUBJECTS;
        }
    };
    private Optional<Pump> pump = Optional.empty();
    private Optional<Wish> wish = Optional.empty();
    private int wishes;
    private int waiting;
    private boolean ended;
    private CompletableFuture<Void> lastWork = CompletableFuture.completedFuture(null);

    CompactSession(CompactEndpoint endpoint, Connection connection, Encoding encoding, Request upgrade) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.encoding = encoding;
        this.who = upgrade.principal();
        this.client = endpoint.desk()
                .clients()
                .enter(
                        encoding.subprotocol(),
                        who,
                        upgrade.client(),
                        () -> !connection.writable(),
                        reason -> connection.close(POLICY_VIOLATION, reason));
        this.credits = new Credits(endpoint.now());
        this.incoming = new Incoming(endpoint, this);
    }

    void greet() {
        send(endpoint.hello(encoding, who));
    }

    @Override
    public void text(String message) {
        hear(message.length(), () -> {
            if (encoding != Encoding.JSON) {
                throw new Refusal(Code.UNREADABLE, "Send binary frames that hold CBOR: plotty.v1+cbor was agreed on.");
            }
            return Encoding.read(message);
        });
    }

    @Override
    public void binary(byte[] message) {
        hear(message.length, () -> {
            if (encoding != Encoding.CBOR) {
                throw new Refusal(Code.UNREADABLE, "Send text frames that hold JSON: plotty.v1+json was agreed on.");
            }
            return Encoding.read(message);
        });
    }

    private void hear(int size, Supplier<Asked> message) {
        if (ended) {
            return;
        }
        client.received();
        boolean paid = credits.take(size, endpoint.now());
        Optional<Object> id = Optional.empty();
        try {
            Asked asked = message.get();
            id = asked.id();
            Kind kind = asked.kind();
            if (kind == Kind.CHUNK && incoming.under(id)) {
                credits.giveBack(size);
                paid = true;
            }
            if (!paid && !Orders.isStop(kind, asked)) {
                throw new Refusal(
                        Code.RATE_LIMIT,
                        "The credits are used up, and this was not heeded: send less. A stop always is. See 'hello'.");
            }
            obey(
                    kind,
                    asked,
                    id.orElseThrow(() -> new BadInputException(
                            "Field 'id' is missing; the answer will carry it, so that you know it.")));
        } catch (Refusal | BadInputException e) {
            refuse(id, CompactEndpoint.refusal(e));
        }
        if (credits.overdrawn()) {
            end(POLICY_VIOLATION, "too many messages");
        }
    }

    private void obey(Kind kind, Asked asked, Object id) {
        if (!who.role().covers(kind.role())) {
            throw new Refusal(
                    Code.FORBIDDEN,
                    "'" + kind.wireName() + "' takes the role "
                            + kind.role().name().toLowerCase(Locale.ROOT) + "; yours is "
                            + who.role().name().toLowerCase(Locale.ROOT) + ".");
        }
        if (kind.hasLongAnswer() && !connection.writable()) {
            throw new Refusal(Code.BUSY, "Take what was sent to you before you ask for more.");
        }
        switch (kind) {
            case SUBSCRIBE -> listen(id, Wish.of(asked, endpoint.plotters(), who));
            case SNAPSHOT ->
                listen(
                        id,
                        new Wish(
                                wish.orElseThrow(() -> new Refusal(Code.CONFLICT, "Subscribe first."))
                                        .interest(),
                                Optional.empty()));
            case PING -> send(Messages.ok(encoding, id, out -> Messages.time(out, "server_time", endpoint.now())));
            case JOB -> answer(id, endpoint.orders().job(asked.fields(), who));
            case CONTROL -> answer(id, endpoint.orders().control(asked.fields(), client));
            case DEVICE_CONTROL -> answer(id, endpoint.orders().deviceControl(asked.fields(), client));
            case JOG -> answer(id, endpoint.orders().jog(asked.fields(), client));
            case SUBMIT -> incoming.begin(id, asked, who);
            case CHUNK -> incoming.chunk(id, asked);
        }
    }

    /** Listens anew; what was listened to before is silent from now on. */
    private void listen(Object id, Wish wanted) {
        makeRoom();
        pump.ifPresent(Pump::close);
        pump = Optional.empty();
        lastTold.clear();
        wish = Optional.of(wanted);
        client.channels(wanted.interest().channels());
        int mine = ++wishes;
        inOrder(() -> {
            try {
                Beginning beginning = endpoint.begin(encoding, id, wanted, connection::execute, this::writableAgain);
                connection.execute(() -> begin(mine, beginning));
            } catch (RuntimeException | Error e) {
                answered(Messages.error(encoding, Optional.of(id), CompactEndpoint.refusal(e)));
            }
        });
    }

    private void begin(int mine, Beginning beginning) {
        waiting--;
        if (ended || mine != wishes) {
            beginning.subscription().close();
            send(beginning.messages().getFirst());
            return;
        }
        beginning.messages().forEach(this::send);
        Pump made = new Pump(
                connection,
                beginning.subscription(),
                beginning.interest(),
                this::tell,
                () -> end(TRY_AGAIN_LATER, "too slow: events piled up; connect again and resume"));
        pump = Optional.of(made);
        made.release();
    }

    /** Tells an event: a durable one as it is, of a fast one what changed since this client was told of its subject. */
    private void tell(Published published) {
        if (!published.event().durable() && published.event() instanceof JobEvent.Updated) {
            // Its progress says the same.
            return;
        }
        Told told = endpoint.told(published);
        Told earlier = told.durable() ? null : lastTold.put(told.ref(), told);
        send(earlier == null ? told.full(encoding) : told.since(earlier, encoding));
    }

    /** Carries an order out, a stop at once, whatever is still being done. */
    private void answer(Object id, Orders.Order order) {
        Runnable work = () -> answered(answerOf(id, order.work()));
        if (order.urgent()) {
            waiting++;
            endpoint.workers().execute(work);
        } else {
            makeRoom();
            inOrder(work);
        }
    }

    private byte[] answerOf(Object id, Orders.Work work) {
        try {
            return Messages.ok(encoding, id, work.carryOut());
        } catch (RuntimeException | Error e) {
            // An error, too, is answered: it would end the chain of the client's orders.
            return Messages.error(encoding, Optional.of(id), CompactEndpoint.refusal(e));
        }
    }

    private void answered(byte[] message) {
        connection.execute(() -> {
            waiting--;
            send(message);
        });
    }

    private void makeRoom() {
        if (waiting >= MOST_WAITING) {
            throw new Refusal(
                    Code.BUSY, MOST_WAITING + " requests of yours are not answered yet: wait for an answer first.");
        }
    }

    /** Does on a worker what may block; one after the other for each client, in the order in which it asked. */
    private void inOrder(Runnable work) {
        waiting++;
        lastWork = lastWork.thenRunAsync(work, endpoint.workers());
    }

    Clients.Client client() {
        return client;
    }

    Encoding encoding() {
        return encoding;
    }

    void execute(Runnable task) {
        connection.execute(task);
    }

    void send(byte[] message) {
        if (!ended) {
            client.sent();
            encoding.send(connection, message);
        }
    }

    void refuse(Optional<Object> id, Refusal refusal) {
        send(Messages.error(encoding, id, refusal));
    }

    private void end(int code, String reason) {
        closed();
        connection.close(code, reason);
    }

    @Override
    public void writableAgain() {
        pump.ifPresent(Pump::drain);
    }

    @Override
    public void closed() {
        if (!ended) {
            ended = true;
            pump.ifPresent(Pump::close);
            incoming.abandon();
            endpoint.desk().clients().leave(client);
        }
    }
}
