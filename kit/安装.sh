#!/bin/sh
# 安装要讯：不用联网，不用管理员。程序装在自己的主文件夹里，再运行一次就是升级。
cd "$(dirname "$0")" || exit 2
here=$(pwd)
home="${YAOXUN_HOME:-${XDG_DATA_HOME:-$HOME/.local/share}/yaoxun}/program"

python=""
for name in "$YAOXUN_PYTHON" python3.14 python3.13 python3.12 python3.11 python3; do
    if [ -n "$name" ] && "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    echo "没有找到 Python 3.11 至 3.14。请从系统软件源安装，例如 python3.11，再运行一次。" >&2
    exit 2
fi

if command -v sha256sum >/dev/null && ! sha256sum --quiet -c SHA256SUMS; then
    echo "安装包不完整，请重新拷贝整个文件夹。" >&2
    exit 2
fi

# 龙芯等没有现成 lxml 的机器，用系统软件源里的。
shared=""
machine=$(uname -m)
if ! ls wheels/lxml-*"$machine"*.whl >/dev/null 2>&1; then
    if ! "$python" -c 'import lxml' 2>/dev/null; then
        echo "这台机器（$machine）没有随带的 lxml，请先从系统软件源安装：" >&2
        echo "  麒麟、统信：apt install python3-lxml    其他：dnf install python3-lxml" >&2
        exit 2
    fi
    shared="--system-site-packages"
fi

"$python" -m venv --without-pip --clear $shared "$home" || exit 2
pip=$(ls "$here"/wheels/pip-*.whl | head -n 1)
"$home/bin/python" "$pip/pip" --isolated --disable-pip-version-check install -q --no-index --no-cache-dir \
    --find-links "$here/wheels" yaoxun || exit 2
echo "装好了：$home"
echo "以后用 $here/要讯.sh 打开，或在终端里运行 $home/bin/yaoxun。"
