global using MediatR;
global using TicketPlatform.Domain.Kernel;
