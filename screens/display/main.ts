import "../shared/design/fonts.css";
import "../shared/design/tokens.css";
import "../shared/design/base.css";

import { mount } from "svelte";

import Display from "./Display.svelte";

mount(Display, { target: document.body });
