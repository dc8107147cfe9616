package dev.rollcall.server;

import dev.rollcall.console.Console;
import dev.rollcall.console.ConsoleSettings;
import dev.rollcall.console.catalogue.ToolsDoor;
import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.journal.LastingJournal;
import dev.rollcall.core.roster.CrashRecovery;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.core.roster.RosterPorts;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpServer;
import dev.rollcall.http.RequestIds;
import dev.rollcall.http.client.Fetcher;
import dev.rollcall.media.MediaEngine;
import dev.rollcall.pages.Look;
import dev.rollcall.registry.RegistryDoor;
import dev.rollcall.rest.AccountProof;
import dev.rollcall.rest.RestSettings;
import dev.rollcall.rest.TwilioApi;
import dev.rollcall.rest.administration.AdministrationApi;
import dev.rollcall.rest.context.ContextDoor;
import dev.rollcall.rest.deliveries.DeliveriesDoor;
import dev.rollcall.rest.deliveries.DeliveryFeed;
import dev.rollcall.rest.door.UnsupportedParametersDoor;
import dev.rollcall.rest.events.EventFeed;
import dev.rollcall.rest.events.EventSettings;
import dev.rollcall.rest.events.EventsDoor;
import dev.rollcall.rest.insights.InsightsApi;
import dev.rollcall.rest.openapi.OpenApiDocument;
import dev.rollcall.rest.openapi.OpenApiDoor;
import dev.rollcall.rest.quality.ConferenceDoors;
import dev.rollcall.rest.quality.QualityDoor;
import dev.rollcall.rest.server.ServerDoor;
import dev.rollcall.rest.webhook.WebhookPorts;
import dev.rollcall.rest.webhook.Webhooks;
import dev.rollcall.server.account.RunFile;
import dev.rollcall.server.configuration.Configuration;
import dev.rollcall.server.sound.WebSounds;
import dev.rollcall.sip.call.SipDialer;
import dev.rollcall.sip.call.SipServer;
import dev.rollcall.sip.transaction.SystemTimers;
import dev.rollcall.sip.transport.Transport;
import dev.rollcall.store.SqliteStore;
import dev.rollcall.store.StoreException;
import dev.rollcall.store.StoreSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running Rollcall: all parts, joined by hand.
 *
 * <p>When {@link #start} returns, every door answers. {@link #close} ends all conferences in good
 * order, says goodbye to the phones, and lets go of everything.
 */
public final class RollcallServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RollcallServer.class);

  private final Deque<AutoCloseable> parts;
  private final InetAddress httpHost;
  private final HttpServer http;
  private final SipServer sip;

  private RollcallServer(Configuration configuration, Account owner, Deque<AutoCloseable> parts)
      throws IOException, StoreException, JournalException {
    this.parts = parts;
    httpHost = address("http.host", configuration.http().host());
    InetAddress sipHost = address("sip.host", configuration.sip().host());
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    SidGenerator sids = new SidGenerator(clock, random);

    SqliteStore store =
        closing(SqliteStore.open(configuration.store().database(), StoreSettings.DEFAULT));
    Accounts accounts =
        new Accounts(
            configured(configuration, owner), sids, clock, random, store, store.accounts());
    Webhooks webhooks =
        closing(
            new Webhooks(
                new WebhookPorts(store, store, accounts::authToken, sids, clock, random),
                PartSettings.webhooks(configuration)));
    recover(store, webhooks, clock);
    ScheduledExecutorService scheduler = scheduler();
    parts.push(scheduler::shutdownNow);
    MediaEngine media =
        closing(
            new MediaEngine(
                PartSettings.media(configuration.media(), sipHost),
                random,
                System::nanoTime,
                clock));
    DeliveryFeed deliveries = new DeliveryFeed();
    webhooks.onChange(deliveries);
    LastingJournal journal = new LastingJournal(store, scheduler);
    Talk talk = closing(Talk.over(store, sids, clock, random, accounts::isActive));
    EventFeed feed = new EventFeed();
    ConferenceEvents events = new ConferenceEvents();
    events.add(new ConferenceLog());
    events.add(talk.huddles());
    events.add(webhooks);
    events.add(feed);
    Fetcher fetcher = closing(new Fetcher(PartSettings.fetching(configuration)));
    Dialers dialers = new Dialers(new TestPhones(media));
    Roster roster =
        new Roster(
            PartSettings.roster(configuration),
            new RosterPorts(
                sids,
                clock,
                journal,
                store,
                media,
                new WebSounds(
                    fetcher,
                    accounts::authToken,
                    configuration.sound().timeout(),
                    configuration.sound().maxSizeBytes()),
                dialers,
                webhooks,
                events,
                accounts::isActive,
                scheduler));
    media.listenForSpeech(roster);
    accounts.onClosed(roster::endAll);
    SystemTimers timers = closing(new SystemTimers());
    sip =
        closing(
            new SipServer(
                PartSettings.sip(configuration.sip(), sipHost),
                roster,
                owner.sid(),
                new SipAudio(media),
                sids,
                timers,
                random));
    SipDialer dialer = sip.dialer(PartSettings.trunks(configuration), clock);
    dialers.overSip(dialer);
    parts.push(roster::stop);

    Metrics metrics = closing(new Metrics());
    AgentDoor agents =
        new AgentDoor(configuration, owner, accounts, talk, roster, events, clock, random);
    metrics.add(
        new StatisticsCollector(
            roster, sip, media, store, agents::statistics, webhooks::statistics));
    String operatorSecret = RunFile.newSecret(random);
    EventSettings eventSettings = PartSettings.events(configuration.http());
    Console console =
        new Console(
            owner.sid(),
            accounts,
            talk.tokens(),
            talk.users(),
            ConsoleSettings.USUAL,
            clock,
            System::nanoTime,
            random);
    UnaryOperator<HttpHandler> forAll =
        door -> console.opened(new ContextDoor(door, accounts, roster, clock));
    EventsDoor eventsDoor =
        new EventsDoor(accounts, roster, store, feed, eventSettings, System::nanoTime);
    HttpHandler eventsForAll = forAll.apply(eventsDoor);
    DeliveriesDoor deliveriesDoor =
        new DeliveriesDoor(accounts, store, webhooks::retry, deliveries);
    ServerReports reports =
        new ServerReports(
            configuration,
            owner.sid(),
            new ServerReports.Parts(
                roster,
                sip,
                dialer,
                media,
                store,
                journal,
                agents,
                webhooks,
                eventsDoor,
                deliveriesDoor),
            this::httpAddress,
            sipHost,
            clock);
    http =
        closing(
                new HttpServer(
                    PartSettings.http(
                        configuration.http(),
                        configuration.mcp().maxStreams()
                            + eventSettings.maxStreams()
                            + DeliveriesDoor.MOST_STREAMS),
                    new RequestIds(random),
                    metrics,
                    clock))
            .mount(
                TwilioApi.MOUNT,
                forAll.apply(
                    new TwilioApi(
                        accounts,
                        roster,
                        new RestSettings(configuration.rest().strict()),
                        System::nanoTime)))
            .mount(
                AdministrationApi.MOUNT,
                forAll.apply(
                    new AdministrationApi(
                        accounts,
                        owner.sid(),
                        Optional.of(operatorSecret),
                        talk.users(),
                        talk.tokens())))
            .mount(
                UnsupportedParametersDoor.MOUNT,
                forAll.apply(new UnsupportedParametersDoor(accounts)))
            .mount(InsightsApi.MOUNT, forAll.apply(new InsightsApi(accounts, roster)))
            .mount(EventsDoor.MOUNT, eventsForAll)
            .mount(
                ConferenceDoors.MOUNT,
                new ConferenceDoors(forAll.apply(new QualityDoor(accounts, roster)), eventsForAll))
            .mount(DeliveriesDoor.MOUNT, forAll.apply(deliveriesDoor))
            .mount(ServerDoor.MOUNT, forAll.apply(new ServerDoor(accounts, owner.sid(), reports)))
            .mount(OpenApiDoor.MOUNT, forAll.apply(new OpenApiDoor()))
            .mount(HealthDoor.MOUNT, new HealthDoor())
            .mount(Metrics.MOUNT, metrics)
            .mount(Console.MOUNT, console);

    agents.mountOn(http, console::openedToUsers);
    RegistryDoor registry =
        registry(configuration, owner, accounts, store, console.lookOfTools(), clock);
    RegistryDoor.MOUNTS.forEach(mount -> http.mount(mount, registry));
    ToolsDoor tools =
        new ToolsDoor(
            console.lookOfTools(),
            agents.tools(),
            AgentDoor.MOUNT,
            registry::ownApis,
            registry::addedApis);
    ToolsDoor.MOUNTS.forEach(mount -> http.mount(mount, tools));
    // Closed before HTTP is, so that agents are told of the end of their streams.
    closing(agents);
    closing(feed);
    closing(deliveries);

    // Before the doors open: what comes in through them is not mistaken for what was left.
    webhooks.resume(store.pending());
    media.start();
    sip.start();
    http.start();
    closing(
        RunFile.write(
            configuration.store().dataDirectory(),
            new RunFile.Running(Doors.address(httpAddress()), operatorSecret)));
  }

  /**
   * Starts a server.
   *
   * @param owner the account that owns the SIP listener
   * @throws StartException if it cannot run; nothing is left running then
   */
  public static RollcallServer start(Configuration configuration, Account owner)
      throws StartException {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      return new RollcallServer(configuration, owner, parts);
    } catch (IOException | StoreException | JournalException e) {
      close(parts);
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Where HTTP is answered. */
  public InetSocketAddress httpAddress() {
    return new InetSocketAddress(httpHost, http.port());
  }

  /** The paths at which a door is mounted. */
  Set<String> mounts() {
    return http.mounts();
  }

  /** Where SIP is spoken over {@code transport}. */
  public InetSocketAddress sipAddress(Transport transport) {
    return sip.localAddress(transport);
  }

  @Override
  public void close() {
    close(parts);
  }

  private static void close(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("a part did not close in good order");
      }
    }
  }

  /** Closes {@code part} with the server: those that were made last first. */
  private <T extends AutoCloseable> T closing(T part) {
    parts.push(part);
    return part;
  }

  /** The registry of tools, which the account that owns the server may change. */
  private RegistryDoor registry(
      Configuration configuration,
      Account owner,
      Accounts accounts,
      SqliteStore store,
      Look look,
      InstantSource clock) {
    return new RegistryDoor(
        store,
        store.catalogue(),
        OpenApiDocument::at,
        closing(new Fetcher(RegistryDoor.fetcherSettings(configuration.allowPrivateTargets()))),
        look,
        request ->
            AccountProof.of(request, accounts)
                .filter(proof -> proof.mayManage() && proof.account().equals(owner.sid()))
                .isPresent(),
        clock);
  }

  private static void recover(SqliteStore store, Webhooks webhooks, InstantSource clock)
      throws JournalException {
    int closed = CrashRecovery.closeUnfinished(store, store, store, webhooks, clock.instant());
    if (closed > 0) {
      log.atWarn()
          .addKeyValue("conferences", closed)
          .log("closed what was live when the server last went away");
    }
  }

  /** One thread for short tasks; what is cancelled, as most time limits are, is not kept. */
  private static ScheduledExecutorService scheduler() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("scheduler").factory());
    scheduler.setRemoveOnCancelPolicy(true);
    return scheduler;
  }

  private static List<Account> configured(Configuration configuration, Account owner) {
    List<Account> all = new ArrayList<>(configuration.account().others());
    all.add(owner);
    return all;
  }

  private static InetAddress address(String option, String host) throws UnknownHostException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new UnknownHostException(option + " is '" + host + "', which has no address");
    }
  }
}
