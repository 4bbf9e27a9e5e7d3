global using System.Net;
global using System.Text.Json;
global using TicketPlatform.ZendeskSimulator.Account;
global using TicketPlatform.ZendeskSimulator.Faults;
global using TicketPlatform.ZendeskSimulator.Hosting;
