package sandbox.chaos.operators;

import gateway.GatewayApplication;
import gateway.platform.journal.Journal;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The real gateway, in which a call that asks for it stands still at one point until the process is killed. */
public final class StandingGateway {

    private StandingGateway() {}

    public static void main(String[] args) {
        new SpringApplication(GatewayApplication.class, Points.class).run(args);
    }

    /** Puts the points around the product's own ports. */
    @Configuration(proxyBeanMethods = false)
    static class Points {

        @Bean
        static StandingDoor standingDoor() {
            return new StandingDoor();
        }

        @Bean
        @Primary
        Journal standingJournal(@Qualifier("groupCommitJournal") Journal journal) {
            return new StandingJournal(journal);
        }
    }
}
