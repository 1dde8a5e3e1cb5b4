package sandbox.chaos.faults;

import gateway.GatewayApplication;
import gateway.platform.journal.Journal;
import gateway.processors.Processor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * The real gateway, in which single payments can be made to stand still at named points until the whole node is halted:
 * before and after every durable write, every message to a rail and every answer to a client.
 */
public final class CrashingGateway {

    private CrashingGateway() {}

    public static void main(String[] args) {
        new SpringApplication(GatewayApplication.class, Points.class).run(args);
    }

    /** Puts the points around the product's own ports. */
    @Configuration(proxyBeanMethods = false)
    static class Points {

        @Bean
        static Courses courses() {
            return new Courses();
        }

        @Bean
        CourseDoor courseDoor(Courses courses) {
            return new CourseDoor(courses);
        }

        @Bean
        @Primary
        Journal coursedJournal(@Qualifier("groupCommitJournal") Journal journal, Courses courses) {
            return new CoursedJournal(journal, courses);
        }

        @Bean
        static BeanPostProcessor coursedRails(org.springframework.beans.factory.ObjectProvider<Courses> courses) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof Processor rail ? CoursedRail.around(rail, courses.getObject()) : bean;
                }
            };
        }
    }
}
