using Microsoft.Extensions.DependencyInjection;
using TicketPlatform.Application.Alerts;
using TicketPlatform.Application.Notifications;
using TicketPlatform.Application.Operations;
using TicketPlatform.Application.Outbox;
using TicketPlatform.Application.Reconciliation;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Application.Streaming;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Telemetry;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Webhooks;

namespace TicketPlatform.Application;

public static class ApplicationServices
{
    private static readonly Type[] Scanned = [typeof(IRequestHandler<,>), typeof(IValidator<>)];

    extension(IServiceCollection services)
    {
        /// <summary>Registers MediatR, every handler and validator of this assembly, and what handlers share.</summary>
        public IServiceCollection AddApplication()
        {
            services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
            services.AddScoped<IMediator, Mediator>();
            services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
            services.AddHandlersAndValidators();

            services.AddSingleton<FreshnessMetrics>();
            services.AddSingleton<OperationsMetrics>();
            services.AddSingleton<TicketNews>();
            services.AddScoped<AlertEvaluation>();
            services.AddScoped<AlertErasure>();
            services.AddScoped<AlertChange>();
            services.AddScoped<AlertProving>();
            services.AddScoped<StoredStatuses>();
            services.AddScoped<IntakeHealth>();
            services.AddScoped<OutcomeHealth>();
            services.AddScoped<ListChangeEffects>();
            services.AddScoped<StreamOpening>();
            services.AddScoped<StreamSlice>();
            services.AddScoped<TicketPageStore>();
            services.AddScoped<OverlapPageStore>();
            services.AddScoped<EventPageStore>();
            services.AddScoped<TicketDerivation>();
            services.AddScoped<DerivationLanes>();
            services.AddScoped<HourPublication>();
            services.AddScoped<StreamChains>();
            services.AddScoped<IdentityReading>();
            services.AddScoped<RequesterSearch>();
            services.AddScoped<UserTicketsReading>();
            services.AddSingleton<SharedRefreshes>();
            services.AddSingleton<InboxWork>();
            services.AddScoped<InboxBatch>();
            services.AddScoped<InboxEffects>();
            services.AddScoped<InboxHints>();
            services.AddScoped<StreamStatuses>();
            services.AddSingleton<ServedRequests>();
            services.AddScoped<GapAudit>();
            services.AddScoped<SampleCheck>();
            services.AddScoped<OperationalConditions>();
            services.AddSingleton<TimedSending>();
            services.AddSingleton<DeliveryLane>();
            return services;
        }

        private void AddHandlersAndValidators()
        {
            var registrations =
                from type in typeof(ApplicationServices).Assembly.GetTypes()
                where type is { IsAbstract: false, IsGenericTypeDefinition: false }
                from contract in type.GetInterfaces()
                where contract.IsGenericType && Scanned.Contains(contract.GetGenericTypeDefinition())
                select (contract, type);
            foreach (var (contract, type) in registrations)
                services.Add(new ServiceDescriptor(contract, type, LifetimeOf(contract)));
        }
    }

    // Validators hold compiled rules and no state: building them per request would cost more than validating.
    private static ServiceLifetime LifetimeOf(Type contract) =>
        contract.GetGenericTypeDefinition() == typeof(IValidator<>) ? ServiceLifetime.Singleton : ServiceLifetime.Scoped;
}
