"""The published jars of Elasticsearch, fetched once by Maven and laid out as a node wants them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tools.servers.process import ServerFailed, locked, tail
from treatybase.programs import ELASTICSEARCH_JAVA, Jdk, oldest_jdk

ROOT = Path(__file__).parents[2]
CACHE = ROOT / "build" / "elasticsearch"
"""Ignored by git. 40 MB for each version; used again without a network."""
MAIN = Path(__file__).with_name("RunNode.java")
TRANSPORT = "transport-netty4"
TRANSPORT_JARS = ("netty-", TRANSPORT, "elasticsearch-ssl-config")
"""How the names begin of those that belong to the module that speaks HTTP, which has a loader of its own."""
FETCH = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
FETCH_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Release:
    """A version of Elasticsearch, and the oldest Java that it runs on."""

    version: str
    java: int


EIGHT = Release("8.19.21", ELASTICSEARCH_JAVA[8])
NINE = Release("9.2.0", ELASTICSEARCH_JAVA[9])


@dataclass(frozen=True, slots=True)
class Installation:
    """What a node is started from: a JDK and the folder with `lib`, `modules` and `classes`."""

    jdk: Jdk
    folder: Path

    @property
    def java(self) -> Path:
        """The program."""
        return self.jdk.home / "bin" / "java"

    @property
    def class_path(self) -> str:
        """Everything but the modules."""
        return f"{self.folder / 'classes'}{os.pathsep}{self.folder / 'lib'}/*"

    @property
    def modules(self) -> Path:
        """A folder for each module."""
        return self.folder / "modules"


def install(release: Release) -> Installation:
    """The installation of a release, fetched now if it is the first time; safe in many processes at once."""
    jdk = oldest_jdk(release.java)
    if jdk is None:
        raise ServerFailed(
            f"Elasticsearch {release.version} needs a JDK of version {release.java} or later: none is in "
            "JAVA_HOME, on PATH, or where systems keep them"
        )
    folder = CACHE / release.version
    CACHE.mkdir(parents=True, exist_ok=True)
    with locked(CACHE / f"{release.version}.lock"):
        if not folder.exists():
            _build(release, jdk, folder)
        _compile(release, jdk, folder)
    return Installation(jdk, folder)


def _build(release: Release, jdk: Jdk, folder: Path) -> None:
    """Fetch and lay out beside the place, then rename: an interrupted fetch leaves no half installation."""
    with tempfile.TemporaryDirectory(dir=CACHE) as temporary:
        place = Path(temporary) / "made"
        _fetch(release, jdk, place)
        module = place / "modules" / TRANSPORT
        module.mkdir(parents=True)
        for jar in sorted((place / "lib").glob("*.jar")):
            if jar.name.startswith(TRANSPORT_JARS):
                jar.rename(module / jar.name)
        (module / "plugin-descriptor.properties").write_text(_descriptor(release), encoding="utf-8")
        place.rename(folder)


def _fetch(release: Release, jdk: Jdk, place: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise ServerFailed(f"Maven (mvn), which fetches Elasticsearch {release.version}, is not on PATH")
    place.mkdir()
    project = place / "pom.xml"
    project.write_text(_project(release), encoding="utf-8")
    log = place / "maven.log"
    command = [maven, "--quiet", "--batch-mode", "--strict-checksums", f"--file={project}", FETCH]
    options = [f"-DoutputDirectory={place / 'lib'}", "-DincludeScope=runtime"]
    with log.open("wb") as output:
        done = subprocess.run(
            [*command, *options],
            stdout=output,
            stderr=output,
            env={**os.environ, "JAVA_HOME": str(jdk.home)},
            timeout=FETCH_SECONDS,
            check=False,
        )
    if done.returncode:
        raise ServerFailed(f"Maven did not get the jars of Elasticsearch {release.version}:\n{tail(log)}")


def _project(release: Release) -> str:
    """A Maven project that depends on the server and on the module that speaks HTTP."""
    wanted = (("org.elasticsearch", "elasticsearch"), ("org.elasticsearch.plugin", TRANSPORT))
    dependencies = "".join(
        f"<dependency><groupId>{group}</groupId><artifactId>{name}</artifactId>"
        f"<version>{release.version}</version></dependency>"
        for group, name in wanted
    )
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        "<groupId>treatybase</groupId><artifactId>elasticsearch</artifactId><version>1</version>"
        f"<packaging>pom</packaging><dependencies>{dependencies}</dependencies></project>\n"
    )


def _descriptor(release: Release) -> str:
    """What a node asks of a module. No `modulename`: its packages are loaded from the class path."""
    return (
        f"name={TRANSPORT}\ndescription=HTTP and transport\nversion={release.version}\n"
        f"elasticsearch.version={release.version}\njava.version={release.java}\n"
        "classname=org.elasticsearch.transport.netty4.Netty4Plugin\n"
    )


def _compile(release: Release, jdk: Jdk, folder: Path) -> None:
    """Compile our main program, unless what is there is younger than its source."""
    classes = folder / "classes"
    made = classes / f"{MAIN.stem}.class"
    if made.exists() and made.stat().st_mtime >= MAIN.stat().st_mtime:
        return
    done = subprocess.run(
        [
            str(jdk.home / "bin" / "javac"),
            f"--release={release.java}",
            f"--class-path={folder / 'lib'}/*",
            "-d",
            str(classes),
            str(MAIN),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ServerFailed(f"{MAIN.name} does not compile against {folder}:\n{done.stderr}")
