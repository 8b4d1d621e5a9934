package dev.intarsia.gateway;

import dev.intarsia.gateway.startup.GatewayReadiness;
import dev.intarsia.model.decode.DecodeLoop;

/** The gateway is as well as its streams and its decode loop are. */
record Health(GatewayReadiness streams, DecodeLoop loop) implements GatewayReadiness {
    @Override
    public boolean ready() {
        return streams.ready();
    }

    @Override
    public boolean answers() {
        return streams.answers();
    }

    @Override
    public long eventsBehind() {
        return streams.eventsBehind();
    }

    @Override
    public String waitingFor() {
        return streams.waitingFor();
    }

    @Override
    public boolean alive() {
        return streams.alive() && loop.alive();
    }
}
