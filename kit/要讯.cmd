@echo off
rem Opens the desk.
chcp 65001 >nul
set "TARGET=%LOCALAPPDATA%\yaoxun\program"
if defined YAOXUN_HOME set "TARGET=%YAOXUN_HOME%\program"
if not exist "%TARGET%\Scripts\yaoxun.exe" (
  echo 还没有安装，请先运行同一文件夹里的 安装.cmd。
  pause
  exit /b 2
)
"%TARGET%\Scripts\yaoxun.exe" %*
