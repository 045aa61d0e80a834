@echo off
rem Runs the program in the folder above this one, so that config\ and routes\ beside it are used.
setlocal
cd /d "%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
rem JAVA_OPTS comes after and wins.
"%java%" -XX:TieredStopAtLevel=1 -XX:MetaspaceSize=128m -XX:+UseSerialGC -Xms96m -Xmx512m %JAVA_OPTS% -jar lib\toggl-loxo.jar %*
