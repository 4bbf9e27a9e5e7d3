global using System.Globalization;
global using System.Text;
global using System.Text.Json;
global using TicketPlatform.ZendeskSimulator.Access;
global using TicketPlatform.ZendeskSimulator.Account;
global using TicketPlatform.ZendeskSimulator.Faults;
global using TicketPlatform.ZendeskSimulator.Hosting;
global using TicketPlatform.ZendeskSimulator.Wire;
