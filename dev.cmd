@echo off
setlocal
cd /d "%~dp0"
set DOTNET_NOLOGO=1
set DOTNET_CLI_TELEMETRY_OPTOUT=1
where dotnet >nul 2>nul || (echo dev: the .NET 10 SDK is missing; install it from https://dot.net/download 1>&2 & exit /b 1)
if not exist artifacts mkdir artifacts
dotnet build tests\Dev -c Release -v quiet -tl:off "-clp:ErrorsOnly;NoSummary" >artifacts\dev-build.log || (type artifacts\dev-build.log 1>&2 & echo dev: the build failed; correct the errors above 1>&2 & exit /b 1)
dotnet artifacts\bin\Dev\release\TicketPlatform.Dev.dll %*
