global using TicketPlatform.Domain.Kernel;
